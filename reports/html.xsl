<?xml version="1.0" encoding="UTF-8"?>
<!--
  The report for an official at eight in the morning: the first screen says
  how the score stands and what to mend first; everything else opens below.
  One file, nothing loaded, readable without script and on A4. A verdict is
  always a sign and a word, never a colour alone. The <script> has its hash in
  the Content-Security-Policy (a test compares them).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html" encoding="UTF-8" indent="no"/>
<xsl:strip-space elements="*"/>
<xsl:key name="w" match="/audit/word" use="@id"/>
<xsl:key name="item" match="item" use="concat(../@id, '/', @id)"/>

<!-- a sign for each verdict, read out by nobody: the word follows it -->
<xsl:template name="badge">
  <xsl:param name="verdict" select="@verdict"/>
  <xsl:param name="label" select="@label"/>
  <span class="badge v-{$verdict}">
    <span aria-hidden="true" class="sign">
      <xsl:choose>
        <xsl:when test="$verdict = 'complete' or $verdict = 'met'">✓</xsl:when>
        <xsl:when test="$verdict = 'at-risk' or $verdict = 'implied'">▲</xsl:when>
        <xsl:when test="$verdict = 'incomplete' or $verdict = 'missing'">✗</xsl:when>
        <xsl:when test="$verdict = 'blocked'">⊘</xsl:when>
        <xsl:when test="$verdict = 'unreachable'">⊗</xsl:when>
        <xsl:when test="$verdict = 'not-submitted'">○</xsl:when>
        <xsl:otherwise>?</xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:value-of select="$label"/>
  </span>
</xsl:template>

<xsl:template name="anchor">
  <xsl:param name="agency"/>
  <xsl:param name="id"/>
  <xsl:value-of select="translate(concat($agency, '-', $id), ' ', '_')"/>
</xsl:template>

<xsl:template name="address">
  <xsl:choose>
    <xsl:when test="@href">
      <a class="url" href="{@href}" rel="noopener noreferrer"><xsl:value-of select="@url"/></a>
    </xsl:when>
    <xsl:otherwise><span class="url"><xsl:value-of select="@url"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The report is made in parts: a frame that knows the agencies by their
  scores and counts, and each agency by itself, put where the comment stands. -->
<xsl:template match="/audit[@part='agency']">
  <xsl:apply-templates select="agency"/>
</xsl:template>

<xsl:template match="/audit[@part='frame']">
<html lang="{@lang}">
<head>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-mLX1fTdbWwMknmOAaUSHT3074S/mGDHRpdEr+lOlJ08='; base-uri 'none'; form-action 'none'"/>
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <meta name="referrer" content="no-referrer"/>
  <meta name="generator" content="oit-audit {@tool-version}"/>
  <title>
    <xsl:value-of select="key('w','title')"/>
    <xsl:text> </xsl:text>
    <xsl:value-of select="@fiscal-year"/>
    <xsl:if test="count(agency) = 1"> · <xsl:value-of select="agency/@name"/></xsl:if>
  </title>
  <style><xsl:call-template name="style"/></style>
</head>
<body>
  <a class="skip" href="#todo-1"><xsl:value-of select="key('w','skip')"/></a>
  <header class="top">
    <p class="kicker">
      <xsl:value-of select="key('w','title')"/> · <xsl:value-of select="key('w','fiscal-year')"/>
      <xsl:text> </xsl:text><xsl:value-of select="@fiscal-year"/>
    </p>
    <h1>
      <xsl:choose>
        <xsl:when test="count(agency) = 1"><xsl:value-of select="agency/@name"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('w','all-agencies')"/></xsl:otherwise>
      </xsl:choose>
    </h1>
    <p class="meta">
      <xsl:value-of select="key('w','checked-at')"/><xsl:text> </xsl:text>
      <time datetime="{@finished-utc}"><xsl:value-of select="@finished"/></time>
    </p>
    <xsl:if test="@sample">
      <p class="notice" role="note"><span aria-hidden="true">※ </span><xsl:value-of select="key('w','sample')"/></p>
    </xsl:if>
    <xsl:if test="@interrupted">
      <p class="notice" role="note"><span aria-hidden="true">※ </span><xsl:value-of select="key('w','interrupted')"/></p>
    </xsl:if>
  </header>
  <main>
    <xsl:if test="not(agency)"><p><xsl:value-of select="key('w','empty')"/></p></xsl:if>
    <xsl:if test="count(agency) &gt; 1"><xsl:call-template name="overview"/></xsl:if>
    <xsl:comment>agencies</xsl:comment>
    <xsl:call-template name="how-to-read"/>
  </main>
  <footer><xsl:call-template name="about"/></footer>
  <script>(function(){"use strict";var d=document,b=d.body;d.querySelectorAll(".tools").forEach(function(t){t.hidden=false});function all(open){d.querySelectorAll("details.item").forEach(function(e){e.open=open})}d.addEventListener("click",function(e){var t=e.target.getAttribute("data-do");if(t==="open")all(true);if(t==="close")all(false)});d.addEventListener("change",function(e){if(e.target.name==="show")b.classList.toggle("only-open",e.target.value==="open")});function jump(){var e=location.hash.length===0?null:d.getElementById(decodeURIComponent(location.hash.slice(1)));if(e!==null){if(e.tagName==="DETAILS"){e.open=true;b.classList.remove("only-open");}e.scrollIntoView();}}window.addEventListener("hashchange",jump);jump();})();</script>
</body>
</html>
</xsl:template>

<!-- more than one agency: one line each -->
<xsl:template name="overview">
  <section aria-labelledby="overview">
    <h2 id="overview"><xsl:value-of select="key('w','all-agencies')"/></h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="overview">
    <table>
      <thead><tr>
        <th scope="col"><xsl:value-of select="key('w','agency')"/></th>
        <th scope="col" class="num">ITA</th>
        <th scope="col" class="num">OIT</th>
        <xsl:for-each select="agency[1]/count">
          <th scope="col" class="num"><xsl:value-of select="@label"/></th>
        </xsl:for-each>
      </tr></thead>
      <tbody>
        <xsl:for-each select="agency">
          <tr>
            <th scope="row"><a href="#agency-{position()}"><xsl:value-of select="@name"/></a></th>
            <td class="num"><xsl:value-of select="score/range[@id='ita']/@range"/></td>
            <td class="num"><xsl:value-of select="score/range[@id='oit']/@range"/></td>
            <xsl:for-each select="count">
              <td class="num"><xsl:value-of select="@n"/></td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    </div>
  </section>
</xsl:template>

<xsl:template match="agency">
  <xsl:variable name="n" select="/audit/@position"/>
  <div class="agency" id="agency-{$n}">
    <xsl:if test="/audit/@agencies &gt; 1">
      <h2 class="agency-name"><xsl:value-of select="@name"/></h2>
    </xsl:if>
    <xsl:if test="@offline">
      <p class="notice" role="note"><span aria-hidden="true">※ </span><xsl:value-of select="key('w','offline')"/></p>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="not(item)"><p><xsl:value-of select="key('w','no-items')"/></p></xsl:when>
      <xsl:otherwise>
        <div class="first">
          <xsl:call-template name="forecast"><xsl:with-param name="n" select="$n"/></xsl:call-template>
          <xsl:call-template name="counts"><xsl:with-param name="n" select="$n"/></xsl:call-template>
        </div>
        <xsl:call-template name="todo"><xsl:with-param name="n" select="$n"/></xsl:call-template>
        <xsl:call-template name="sub-indicators"><xsl:with-param name="n" select="$n"/></xsl:call-template>
        <xsl:call-template name="items"><xsl:with-param name="n" select="$n"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </div>
</xsl:template>

<!-- the answer -->
<xsl:template name="forecast">
  <xsl:param name="n"/>
  <xsl:variable name="ita" select="score/range[@id='ita']"/>
  <section class="card forecast" aria-labelledby="forecast-{$n}">
    <h2 id="forecast-{$n}"><xsl:value-of select="key('w','forecast')"/> ITA</h2>
    <p class="big"><xsl:value-of select="$ita/@range"/></p>
    <xsl:if test="$ita/@low"><xsl:call-template name="bar"><xsl:with-param name="ita" select="$ita"/></xsl:call-template></xsl:if>
    <xsl:if test="score/mark">
      <ul class="marks">
        <xsl:for-each select="score/mark">
          <li>
            <xsl:value-of select="@name"/><xsl:text> </xsl:text><xsl:value-of select="@points"/>
            <xsl:if test="@label">
              <xsl:text> </xsl:text>
              <span class="badge m-{@state}"><span aria-hidden="true" class="sign">
                <xsl:choose>
                  <xsl:when test="@state='reached'">✓</xsl:when>
                  <xsl:when test="@state='perhaps'">▲</xsl:when>
                  <xsl:otherwise>✗</xsl:otherwise>
                </xsl:choose></span><xsl:value-of select="@label"/></span>
            </xsl:if>
          </li>
        </xsl:for-each>
        <xsl:if test="score/@previous">
          <li><xsl:value-of select="key('w','previous')"/><xsl:text> </xsl:text><xsl:value-of select="score/@previous"/></li>
        </xsl:if>
      </ul>
    </xsl:if>
    <dl class="ranges">
      <xsl:for-each select="score/range[@id!='ita']">
        <xsl:if test="@low">
          <div><dt><xsl:value-of select="translate(@id,'oiet','OIET')"/></dt><dd><xsl:value-of select="@range"/></dd></div>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="score/indicator[@items &gt; 0 or @id &gt; 8]">
        <div><dt><xsl:value-of select="key('w','indicator')"/><xsl:text> </xsl:text><xsl:value-of select="@id"/></dt><dd><xsl:value-of select="@range"/></dd></div>
      </xsl:for-each>
    </dl>
    <p class="small">
      <xsl:choose>
        <xsl:when test="$ita/@low"><xsl:value-of select="key('w','range-note')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('w','unknown-note')"/></xsl:otherwise>
      </xsl:choose>
    </p>
  </section>
</xsl:template>

<!-- where the range lies between the foot of the scale and 100 -->
<xsl:template name="bar">
  <xsl:param name="ita"/>
  <xsl:variable name="foot">
    <xsl:choose>
      <xsl:when test="$ita/@low &gt;= 82">80</xsl:when>
      <xsl:when test="$ita/@low &gt;= 55">50</xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="scale" select="100 div (100 - $foot)"/>
  <div class="bar" aria-hidden="true">
    <div class="fill" style="left:{($ita/@low - $foot) * $scale}%;width:{($ita/@high - $ita/@low) * $scale + 0.8}%"></div>
    <xsl:for-each select="score/mark[@points &gt; $foot]">
      <div class="tick" style="left:{(@points - $foot) * $scale}%"><span><xsl:value-of select="@name"/><xsl:text> </xsl:text><xsl:value-of select="@points"/></span></div>
    </xsl:for-each>
    <span class="foot"><xsl:value-of select="$foot"/></span><span class="top-end">100</span>
  </div>
</xsl:template>

<xsl:template name="counts">
  <xsl:param name="n"/>
  <section class="card" aria-labelledby="counts-{$n}">
    <h2 id="counts-{$n}"><xsl:value-of select="@items"/><xsl:text> </xsl:text><xsl:value-of select="key('w','items')"/></h2>
    <ul class="counts">
      <xsl:for-each select="count">
        <li>
          <xsl:if test="@n = 0"><xsl:attribute name="class">zero</xsl:attribute></xsl:if>
          <span class="n"><xsl:value-of select="@n"/></span>
          <xsl:call-template name="badge"/>
        </li>
      </xsl:for-each>
    </ul>
    <xsl:if test="@accepted + @rejected &gt; 0">
      <p class="small"><xsl:value-of select="key('w','decision')"/>:
        <xsl:value-of select="@accepted"/> ✓ · <xsl:value-of select="@rejected"/> ✗</p>
    </xsl:if>
  </section>
</xsl:template>

<!-- what to mend first -->
<xsl:template name="todo">
  <xsl:param name="n"/>
  <xsl:variable name="agency" select="."/>
  <section aria-labelledby="todo-{$n}">
    <h2 id="todo-{$n}">
      <xsl:choose>
        <xsl:when test="task"><xsl:value-of select="key('w','todo')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('w','nothing-todo')"/></xsl:otherwise>
      </xsl:choose>
    </h2>
    <xsl:if test="task">
      <table class="todo">
        <thead><tr>
          <th scope="col"><xsl:value-of select="key('w','item')"/></th>
          <th scope="col"><xsl:value-of select="key('w','reason')"/> · <xsl:value-of select="key('w','advice')"/></th>
          <th scope="col"><xsl:value-of select="key('w','owner')"/></th>
          <th scope="col" class="num"><xsl:value-of select="key('w','at-stake')"/></th>
        </tr></thead>
        <tbody>
          <xsl:for-each select="task">
            <xsl:variable name="item" select="key('item', concat($agency/@id, '/', @item))"/>
            <xsl:if test="not(preceding-sibling::task[1]/@group = @group)">
              <tr class="group"><th colspan="4" scope="colgroup"><xsl:value-of select="key('w', concat('group-', @group))"/></th></tr>
            </xsl:if>
            <tr>
              <th scope="row">
                <a><xsl:attribute name="href">#<xsl:call-template name="anchor"><xsl:with-param name="agency" select="$agency/@id"/><xsl:with-param name="id" select="@item"/></xsl:call-template></xsl:attribute>
                <span class="id"><xsl:value-of select="@item"/></span></a>
                <span class="title"><xsl:value-of select="$item/title"/></span>
                <xsl:for-each select="$item[1]">
                  <xsl:choose>
                    <xsl:when test="@decision = 'rejected'">
                      <xsl:call-template name="badge">
                        <xsl:with-param name="verdict" select="'incomplete'"/>
                        <xsl:with-param name="label" select="key('w','decision-rejected')"/>
                      </xsl:call-template>
                    </xsl:when>
                    <xsl:otherwise><xsl:call-template name="badge"/></xsl:otherwise>
                  </xsl:choose>
                </xsl:for-each>
              </th>
              <td>
                <xsl:call-template name="why"><xsl:with-param name="item" select="$item"/></xsl:call-template>
              </td>
              <td data-label="{key('w','owner')}"><xsl:value-of select="$item/@owner"/></td>
              <td class="num points" data-label="{key('w','at-stake')}"><xsl:value-of select="$item/@points"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </xsl:if>
  </section>
</xsl:template>

<!-- the reasons, and beside each element what to do -->
<xsl:template name="why">
  <xsl:param name="item"/>
  <ul class="why">
    <xsl:for-each select="$item/reason"><li><xsl:value-of select="."/></li></xsl:for-each>
  </ul>
  <xsl:variable name="advice" select="$item/element[@open]/advice | $item/finding[@severity != 'info' and not($item/element[@open]/advice)]/advice | $item/address[not(@linked)]/finding[@severity != 'info']/advice"/>
  <xsl:for-each select="$advice">
    <p class="advice"><strong><xsl:value-of select="key('w','advice')"/>:</strong><xsl:text> </xsl:text><xsl:value-of select="."/></p>
  </xsl:for-each>
</xsl:template>

<xsl:template name="sub-indicators">
  <xsl:param name="n"/>
  <xsl:if test="score/sub-indicator">
  <section aria-labelledby="subs-{$n}">
    <h2 id="subs-{$n}"><xsl:value-of select="key('w','by-sub-indicator')"/></h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="subs-{$n}">
    <table>
      <thead><tr>
        <th scope="col"><xsl:value-of select="key('w','sub-indicator')"/></th>
        <th scope="col" class="num"><xsl:value-of select="key('w','score')"/></th>
        <th scope="col" class="num"><xsl:value-of select="key('w','items')"/></th>
        <xsl:for-each select="count[@n &gt; 0]">
          <th scope="col" class="num"><xsl:value-of select="@label"/></th>
        </xsl:for-each>
      </tr></thead>
      <tbody>
        <xsl:for-each select="score/sub-indicator">
          <xsl:variable name="line" select="."/>
          <tr>
            <th scope="row"><span class="id"><xsl:value-of select="@id"/></span><xsl:text> </xsl:text><xsl:value-of select="@title"/></th>
            <td class="num"><xsl:value-of select="@range"/></td>
            <td class="num"><xsl:value-of select="@items"/></td>
            <xsl:for-each select="../../count[@n &gt; 0]">
              <xsl:variable name="v" select="@verdict"/>
              <xsl:variable name="c" select="$line/@*[name() = $v]"/>
              <td class="num"><xsl:choose><xsl:when test="$c = 0">–</xsl:when><xsl:otherwise><xsl:value-of select="$c"/></xsl:otherwise></xsl:choose></td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    </div>
  </section>
  </xsl:if>
</xsl:template>

<!-- item by item -->
<xsl:template name="items">
  <xsl:param name="n"/>
  <section aria-labelledby="items-{$n}">
    <h2 id="items-{$n}"><xsl:value-of select="key('w','by-item')"/></h2>
    <div class="tools" hidden="hidden">
      <fieldset>
        <legend><xsl:value-of select="key('w','show')"/></legend>
        <label><input type="radio" name="show" value="all" checked="checked"/><xsl:text> </xsl:text><xsl:value-of select="key('w','show-all')"/></label>
        <label><input type="radio" name="show" value="open"/><xsl:text> </xsl:text><xsl:value-of select="key('w','show-open')"/></label>
      </fieldset>
      <button type="button" data-do="open"><xsl:value-of select="key('w','expand-all')"/></button>
      <button type="button" data-do="close"><xsl:value-of select="key('w','collapse-all')"/></button>
    </div>
    <xsl:apply-templates select="item"/>
  </section>
</xsl:template>

<xsl:template match="item">
  <details class="item g-{@group}">
    <xsl:attribute name="id"><xsl:call-template name="anchor"><xsl:with-param name="agency" select="../@id"/><xsl:with-param name="id" select="@id"/></xsl:call-template></xsl:attribute>
    <xsl:if test="@group != 'none'"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
    <summary>
      <span class="id"><xsl:value-of select="@id"/></span>
      <span class="title"><xsl:value-of select="title"/></span>
      <xsl:call-template name="badge"/>
      <xsl:if test="@asked &gt; 0">
        <span class="small found"><xsl:value-of select="key('w','found-of')"/><xsl:text> </xsl:text><xsl:value-of select="@met"/>/<xsl:value-of select="@asked"/></span>
      </xsl:if>
    </summary>
    <div class="body">
      <xsl:if test="@decision">
        <p class="decision"><strong><xsl:value-of select="key('w','decision')"/>:</strong>
          <xsl:text> </xsl:text><xsl:value-of select="key('w', concat('decision-', @decision))"/>
          <xsl:if test="decision-reason"> — <q><xsl:value-of select="decision-reason"/></q></xsl:if>
          (<xsl:value-of select="key('w','our-verdict')"/>: <xsl:value-of select="@label"/>)
        </p>
      </xsl:if>
      <xsl:if test="depends-on">
        <p><strong><xsl:value-of select="key('w','depends-on')"/>:</strong>
          <xsl:for-each select="depends-on"><xsl:text> </xsl:text><xsl:value-of select="."/></xsl:for-each></p>
      </xsl:if>
      <xsl:if test="element"><xsl:call-template name="elements"/></xsl:if>
      <xsl:if test="finding">
        <h3><xsl:value-of select="key('w','findings')"/></h3>
        <ul class="findings"><xsl:apply-templates select="finding"/></ul>
      </xsl:if>
      <xsl:if test="note">
        <p><strong><xsl:value-of select="key('w','note')"/>:</strong><xsl:text> </xsl:text><xsl:value-of select="note"/></p>
      </xsl:if>
      <xsl:if test="address">
        <h3><xsl:value-of select="key('w','urls')"/></h3>
        <ul class="addresses"><xsl:apply-templates select="address"/></ul>
      </xsl:if>
      <xsl:if test="document">
        <h3><xsl:value-of select="key('w','documents')"/></h3>
        <ul class="addresses"><xsl:apply-templates select="document"/></ul>
      </xsl:if>
    </div>
  </details>
</xsl:template>

<xsl:template name="elements">
  <table class="elements">
    <thead><tr>
      <th scope="col"><xsl:value-of select="key('w','element')"/></th>
      <th scope="col"><xsl:value-of select="key('w','verdict')"/></th>
      <th scope="col"><xsl:value-of select="key('w','evidence')"/> · <xsl:value-of select="key('w','reason')"/></th>
    </tr></thead>
    <tbody><xsl:apply-templates select="element"/></tbody>
  </table>
</xsl:template>

<xsl:template match="element">
  <tr>
    <xsl:if test="not(@asked)"><xsl:attribute name="class">aside</xsl:attribute></xsl:if>
    <th scope="row">
      <xsl:value-of select="title"/>
      <xsl:if test="not(title)"><xsl:value-of select="@id"/></xsl:if>
      <span class="small tags">
        <xsl:choose>
          <xsl:when test="not(@counts)"><xsl:value-of select="key('w','not-counted')"/></xsl:when>
          <xsl:when test="@required='warn'"><xsl:value-of select="key('w','warn-only')"/></xsl:when>
          <xsl:when test="@required='exception'"><xsl:value-of select="key('w','exception')"/></xsl:when>
        </xsl:choose>
      </span>
    </th>
    <td><xsl:if test="@asked or @verdict = 'met'"><xsl:call-template name="badge"/></xsl:if></td>
    <td>
      <xsl:if test="reason and @asked"><p class="reason"><xsl:value-of select="reason"/></p></xsl:if>
      <xsl:apply-templates select="evidence"/>
      <xsl:if test="nearest">
        <p class="near"><xsl:value-of select="key('w','nearest')"/>:</p>
        <xsl:apply-templates select="nearest"/>
      </xsl:if>
      <xsl:if test="advice and @open">
        <p class="advice"><strong><xsl:value-of select="key('w','advice')"/>:</strong><xsl:text> </xsl:text><xsl:value-of select="advice"/>
          <xsl:if test="@owner"> (<xsl:value-of select="@owner"/>)</xsl:if></p>
      </xsl:if>
      <xsl:if test="@confidence = 'M' and @open"><p class="small"><xsl:value-of select="key('w','confidence-M')"/></p></xsl:if>
    </td>
  </tr>
</xsl:template>

<xsl:template match="evidence | nearest">
  <figure>
    <blockquote><xsl:value-of select="quote"/></blockquote>
    <figcaption class="small">
      <xsl:value-of select="@place"/>
      <xsl:if test="@place and @url"> · </xsl:if>
      <xsl:if test="@url"><xsl:call-template name="address"/></xsl:if>
      <xsl:if test="@ocr"> · <xsl:value-of select="key('w','ocr')"/></xsl:if>
    </figcaption>
  </figure>
</xsl:template>

<xsl:template match="finding">
  <li class="s-{@severity}">
    <strong><xsl:value-of select="key('w', concat('severity-', @severity))"/>:</strong>
    <xsl:text> </xsl:text><xsl:value-of select="message"/>
    <xsl:if test="advice">
      <span class="advice"><xsl:text> </xsl:text><xsl:value-of select="key('w','advice')"/>: <xsl:value-of select="advice"/>
      <xsl:if test="@owner"> (<xsl:value-of select="@owner"/>)</xsl:if></span>
    </xsl:if>
  </li>
</xsl:template>

<xsl:template match="address">
  <li>
    <span class="badge c-{@class}"><span aria-hidden="true" class="sign"><xsl:choose>
      <xsl:when test="@class='ok'">✓</xsl:when><xsl:when test="@class='broken'">✗</xsl:when>
      <xsl:when test="@class='soft'">▲</xsl:when><xsl:when test="@class='refused'">⊘</xsl:when>
      <xsl:otherwise>?</xsl:otherwise></xsl:choose></span>
      <xsl:value-of select="key('w', concat('class-', @class))"/></span>
    <xsl:text> </xsl:text><xsl:call-template name="address"/>
    <xsl:if test="@class != 'ok'"><div><xsl:value-of select="@label"/><xsl:if test="@http-status"> (HTTP <xsl:value-of select="@http-status"/>)</xsl:if></div></xsl:if>
    <xsl:if test="@final"><div class="small"><xsl:value-of select="key('w','leads-to')"/><xsl:text> </xsl:text><span class="url"><xsl:value-of select="@final"/></span></div></xsl:if>
    <div class="small">
      <xsl:choose>
        <xsl:when test="@linked"><xsl:value-of select="key('w','linked')"/><xsl:if test="@link-text"> “<xsl:value-of select="@link-text"/>”</xsl:if></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('w','submitted')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@captured"> · <xsl:value-of select="key('w','captured-at')"/><xsl:text> </xsl:text><time datetime="{@captured-utc}"><xsl:value-of select="@captured"/></time></xsl:if>
      <xsl:if test="@sha256"> · SHA-256 <code><xsl:value-of select="@sha256"/></code></xsl:if>
    </div>
    <xsl:if test="finding"><ul class="findings"><xsl:apply-templates select="finding"/></ul></xsl:if>
  </li>
</xsl:template>

<xsl:template match="document">
  <li>
    <xsl:if test="@title"><strong><xsl:value-of select="@title"/></strong><xsl:text> </xsl:text></xsl:if>
    <xsl:call-template name="address"/>
    <div class="small">
      <xsl:value-of select="@type"/>
      <xsl:if test="@pages"> · <xsl:value-of select="@pages"/><xsl:text> </xsl:text><xsl:value-of select="key('w','pages')"/></xsl:if>
      <xsl:if test="@size"> · <xsl:value-of select="@size"/></xsl:if>
      <xsl:if test="@text-quality"> · <xsl:value-of select="key('w','text-quality')"/><xsl:text> </xsl:text><xsl:value-of select="@text-quality"/></xsl:if>
      <xsl:if test="@reason"> · <xsl:value-of select="@reason"/></xsl:if>
      <xsl:if test="@sha256"> · SHA-256 <code><xsl:value-of select="@sha256"/></code></xsl:if>
    </div>
  </li>
</xsl:template>

<xsl:template name="how-to-read">
  <section class="how" aria-labelledby="how">
    <h2 id="how"><xsl:value-of select="key('w','how-to-read')"/></h2>
    <p><xsl:value-of select="key('w','how-purpose')"/></p>
    <dl>
      <xsl:for-each select="agency[1]/count">
        <div><dt><xsl:call-template name="badge"/></dt><dd><xsl:value-of select="key('w', concat('how-', @verdict))"/></dd></div>
      </xsl:for-each>
    </dl>
    <p><xsl:value-of select="key('w','range-note')"/></p>
  </section>
</xsl:template>

<xsl:template name="about">
  <h2><xsl:value-of select="key('w','about')"/></h2>
  <dl class="about">
    <div><dt><xsl:value-of select="key('w','tool')"/></dt><dd>oit-audit <xsl:value-of select="@tool-version"/></dd></div>
    <div><dt><xsl:value-of select="key('w','run')"/></dt><dd><code><xsl:value-of select="@run"/></code></dd></div>
    <div><dt><xsl:value-of select="key('w','ruleset-hash')"/></dt><dd><code><xsl:value-of select="@ruleset-sha256"/></code></dd></div>
  </dl>
  <p class="small"><xsl:value-of select="key('w','time-note')"/></p>
</xsl:template>

<xsl:template name="style">
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#4d5661;--line:#c9ced6;--bg:#fff;--pane:#f5f7f9;--link:#0b4fa0;
--ok:#11632f;--ok-bg:#e3f4e8;--warn:#7a4300;--warn-bg:#fdf0d9;--bad:#9b1c1c;--bad-bg:#fde8e8;--ask:#4a3a8c;--ask-bg:#ece9fb}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b3bac4;--line:#454c56;--bg:#16191d;--pane:#1f2429;--link:#8ab8ff;
--ok:#8fdca8;--ok-bg:#17341f;--warn:#f3c477;--warn-bg:#3a2a10;--bad:#ff9d9d;--bad-bg:#421c1c;--ask:#c3b8ff;--ask-bg:#2a2450}}
*{box-sizing:border-box}
html{font-size:100%;scroll-behavior:smooth}
body{margin:0 auto;max-width:72rem;padding:1.2rem 1.2rem 3rem;color:var(--ink);background:var(--bg);line-height:1.7;
font-family:"Sarabun","Noto Sans Thai","Noto Sans Thai Looped","Leelawadee UI","TH Sarabun New","Laksaman","Thonburi","Tahoma",sans-serif;overflow-wrap:break-word}
.url,blockquote,code,li,p,.title{overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.4;margin:.1em 0}
h2{font-size:1.3rem;line-height:1.5;margin:2rem 0 .6rem}
h3{font-size:1.02rem;margin:1.1rem 0 .3rem}
.agency-name{font-size:1.6rem;border-top:3px solid var(--line);padding-top:1.2rem}
p{margin:.4rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem .8rem;z-index:2}
.kicker,.meta,.small{color:var(--soft)}
.kicker,.meta{margin:0}.small{font-size:.875rem}
.notice{border-left:.35rem solid var(--warn);background:var(--warn-bg);color:var(--warn);padding:.5rem .9rem;margin:.8rem 0}
.first{display:grid;grid-template-columns:3fr 2fr;gap:1rem;margin-top:1rem}
.card{background:var(--pane);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1.2rem}
.card h2{margin:0 0 .2rem;font-size:1.1rem}
.big{font-size:2.6rem;line-height:1.25;font-weight:700;margin:.1rem 0;font-variant-numeric:tabular-nums}
.marks{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;margin:.5rem 0}
.bar{position:relative;height:1rem;background:var(--bg);border:1px solid var(--line);border-radius:.5rem;margin:2.1rem 0 1.5rem}
.bar .fill{position:absolute;top:0;bottom:0;background:var(--link);border-radius:.4rem}
.bar .tick{position:absolute;top:-.35rem;bottom:-.35rem;border-left:2px solid var(--ink)}
.bar .tick span{position:absolute;bottom:1.65rem;right:-.4rem;white-space:nowrap;font-size:.78rem;color:var(--soft)}
.bar .foot,.bar .top-end{position:absolute;top:1.05rem;font-size:.78rem;color:var(--soft)}.bar .foot{left:0}.bar .top-end{right:0}
.ranges{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.4rem 0}.ranges div{display:flex;gap:.5rem}.ranges dt{color:var(--soft)}
.ranges dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
.counts{list-style:none;margin:.4rem 0;padding:0}.counts li{display:flex;align-items:center;gap:.7rem;padding:.12rem 0}
.counts .n{min-width:2.2rem;text-align:right;font-weight:700;font-size:1.25rem;font-variant-numeric:tabular-nums}.counts .zero .n{font-weight:400;color:var(--soft)}.counts .zero .badge{background:none;color:var(--soft);border-color:transparent;font-weight:400}
.badge{display:inline-block;border-radius:.4rem;padding:0 .55rem;font-size:.9rem;font-weight:600;white-space:nowrap;border:1px solid currentColor;background:var(--ask-bg);color:var(--ask);overflow-wrap:normal}
.badge .sign{margin-right:.35rem}
.v-complete,.v-met,.m-reached,.c-ok{background:var(--ok-bg);color:var(--ok)}
.v-at-risk,.v-implied,.v-blocked,.m-perhaps,.c-soft,.c-refused{background:var(--warn-bg);color:var(--warn)}
.v-incomplete,.v-missing,.v-unreachable,.v-not-submitted,.m-not-reached,.c-broken{background:var(--bad-bg);color:var(--bad)}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.45rem .6rem;text-align:left;vertical-align:top;font-weight:400}
thead th{background:var(--pane);font-weight:600}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .num{white-space:normal}
.scroll{overflow-x:auto}
.id{font-weight:700;white-space:nowrap}
.todo th[scope=row]{width:24%}.todo .title{display:block}.todo td:nth-child(3){width:15%}.todo td:nth-child(4){width:8rem}
.todo .group th{background:var(--pane);font-weight:700}.points{font-size:1.15rem;font-weight:700}
.why{margin:0;padding-left:1.1rem}.why li{font-weight:600}
.advice{margin:.3rem 0}
.tools{display:flex;flex-wrap:wrap;gap:.8rem;align-items:center;margin:.5rem 0 1rem}.tools[hidden]{display:none}
fieldset{min-width:0;max-width:100%;border:1px solid var(--line);border-radius:.4rem;padding:.1rem .8rem .3rem;margin:0}legend{line-height:1.5;padding:0 .3rem}fieldset label{margin-right:1rem}
button{font:inherit;padding:.25rem .9rem;border:1px solid var(--line);border-radius:.4rem;background:var(--pane);color:var(--ink);cursor:pointer}
.only-open .g-none{display:none}
details.item{border:1px solid var(--line);border-radius:.5rem;margin:.45rem 0}
summary{padding:.5rem .8rem;cursor:pointer;display:grid;grid-template-columns:3.2rem 1fr auto auto;gap:.7rem;align-items:baseline}
summary:hover{background:var(--pane)}
details[open] summary{border-bottom:1px solid var(--line)}
.body{padding:.6rem 1rem 1rem}
.elements th[scope=row]{width:24%}.elements td:nth-child(2){width:9.5rem}
.tags{display:block}.aside th,.aside td{color:var(--soft)}
.reason{font-weight:600;margin-top:0}.near{margin:.3rem 0 0}
figure{margin:.2rem 0 .5rem}blockquote{margin:0;padding-left:.7rem;border-left:3px solid var(--line)}
.addresses{padding-left:0;list-style:none}.addresses>li{margin:.4rem 0;padding-left:.2rem}
.findings{margin:.2rem 0;padding-left:1.2rem}
code{font-size:.82em;word-break:break-all}
.how dl div,.about div{display:grid;grid-template-columns:13rem 1fr;gap:.8rem;margin:.25rem 0}dd{margin:0}
footer{margin-top:2.5rem;border-top:1px solid var(--line);font-size:.92rem}
@media screen and (max-width:48rem){body{padding:.8rem .8rem 2rem}.first{grid-template-columns:minmax(0,1fr)}.card{padding:.7rem .9rem}
h1{font-size:1.5rem}.big{font-size:2.1rem}.badge{white-space:normal}.bar .tick span{font-size:.7rem}
summary{grid-template-columns:3rem minmax(0,1fr);gap:.15rem .6rem}summary .badge{grid-column:2;justify-self:start}.found{display:none}
fieldset label{display:block;margin:.2rem 0}.tools{align-items:stretch}.body{padding:.5rem .6rem .8rem}
.elements,.elements tbody,.elements tr,.elements th,.elements td{display:block;width:auto!important;border:0;padding:.15rem .3rem}.elements thead{display:none}.elements tr{border-top:1px solid var(--line);padding:.4rem 0}.elements th[scope=row]{font-weight:600}
.todo thead{display:none}.todo,.todo tbody,.todo tr,.todo th,.todo td{display:block;width:auto!important;border:0;text-align:left}.todo tr{border:1px solid var(--line);margin:.5rem 0;border-radius:.4rem}.todo td[data-label]:before{content:attr(data-label) ": ";color:var(--soft);font-size:.9rem;font-weight:400}
.how dl div,.about div{grid-template-columns:1fr;gap:0}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@page{size:A4;margin:15mm 14mm}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--bg:#fff;--pane:#f2f2f2;--link:#000;
--ok:#11632f;--ok-bg:#fff;--warn:#7a4300;--warn-bg:#fff;--bad:#9b1c1c;--bad-bg:#fff;--ask:#4a3a8c;--ask-bg:#fff}
body{max-width:none;padding:0;font-size:10.5pt;line-height:1.55}details.item{margin:.25rem 0}summary{padding:.15rem .6rem}summary::marker{content:""}th,td{padding:.25rem .45rem}.big{font-size:2.2rem}.tools,.skip{display:none!important}
h2,h3,summary,.group{break-after:avoid}tr,figure,.card{break-inside:avoid}thead{display:table-header-group}
.bar .fill{print-color-adjust:exact;-webkit-print-color-adjust:exact;background:#555}
details.item{border-color:#bbb}a{text-decoration:none}.first{grid-template-columns:3fr 2fr}}
</xsl:template>

<xsl:template match="text()"/>
</xsl:stylesheet>
