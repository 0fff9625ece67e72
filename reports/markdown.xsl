<?xml version="1.0" encoding="UTF-8"?>
<!--
  For tickets and chats: forecast, what to mend, a table. Text that strangers
  wrote has its Markdown signs replaced by look-alikes that mean nothing.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="UTF-8"/>
<xsl:strip-space elements="*"/>
<xsl:key name="w" match="/audit/word" use="@id"/>
<xsl:key name="item" match="item" use="concat(../@id, '/', @id)"/>

<xsl:template name="plain">
  <xsl:param name="text" select="."/>
  <xsl:value-of select="translate($text, '|*_`&lt;&gt;[]#&#92;', '¦∗＿ˋ‹›［］＃＼')"/>
</xsl:template>

<!-- in parts, as html.xsl: the agencies follow the frame -->
<xsl:template match="/audit[@part='agency']">
  <xsl:apply-templates select="agency"/>
</xsl:template>

<xsl:template match="/audit[@part='frame']">
  <xsl:text># </xsl:text><xsl:value-of select="key('w','title')"/>
  <xsl:text> </xsl:text><xsl:value-of select="@fiscal-year"/><xsl:text>&#10;&#10;</xsl:text>
  <xsl:value-of select="concat(key('w','checked-at'), ' ', @finished, ' · ', key('w','run'), ' ')"/>
  <xsl:call-template name="plain"><xsl:with-param name="text" select="@run"/></xsl:call-template>
  <xsl:text>&#10;</xsl:text>
  <xsl:if test="@sample">&#10;> <xsl:value-of select="key('w','sample')"/><xsl:text>&#10;</xsl:text></xsl:if>
  <xsl:if test="@interrupted">&#10;> <xsl:value-of select="key('w','interrupted')"/><xsl:text>&#10;</xsl:text></xsl:if>
  <xsl:if test="not(agency)"><xsl:text>&#10;</xsl:text><xsl:value-of select="key('w','empty')"/><xsl:text>&#10;</xsl:text></xsl:if>
</xsl:template>

<xsl:template match="agency">
  <xsl:variable name="agency" select="."/>
  <xsl:text>&#10;## </xsl:text>
  <xsl:call-template name="plain"><xsl:with-param name="text" select="@name"/></xsl:call-template>
  <xsl:text>&#10;&#10;</xsl:text>
  <xsl:if test="@offline">> <xsl:value-of select="key('w','offline')"/><xsl:text>&#10;&#10;</xsl:text></xsl:if>
  <xsl:choose>
    <xsl:when test="not(item)"><xsl:value-of select="key('w','no-items')"/><xsl:text>&#10;</xsl:text></xsl:when>
    <xsl:otherwise>
      <xsl:call-template name="scores"/>
      <xsl:text>&#10;### </xsl:text>
      <xsl:choose>
        <xsl:when test="task"><xsl:value-of select="key('w','todo')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="key('w','nothing-todo')"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text>&#10;</xsl:text>
      <xsl:for-each select="task">
        <xsl:if test="not(preceding-sibling::task[1]/@group = @group)">
          <xsl:value-of select="concat('&#10;**', key('w', concat('group-', @group)), '**&#10;&#10;')"/>
        </xsl:if>
        <xsl:apply-templates select="key('item', concat($agency/@id, '/', @item))" mode="task"/>
      </xsl:for-each>
      <xsl:call-template name="table"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="scores">
  <xsl:value-of select="concat('| | ', key('w','forecast'), ' |&#10;|---|---|&#10;| **ITA** | **', score/range[@id='ita']/@range, '** |&#10;')"/>
  <xsl:for-each select="score/mark">
    <xsl:value-of select="concat('| ', @name, ' | ', @points, ' ', @label, ' |&#10;')"/>
  </xsl:for-each>
  <xsl:value-of select="concat('| OIT | ', score/range[@id='oit']/@range, ' |&#10;')"/>
  <xsl:for-each select="score/indicator">
    <xsl:value-of select="concat('| ', key('w','indicator'), ' ', @id, ' | ', @range, ' |&#10;')"/>
  </xsl:for-each>
</xsl:template>

<xsl:template match="item" mode="task">
  <xsl:value-of select="concat('- **', @id, '** ')"/>
  <xsl:call-template name="plain"><xsl:with-param name="text" select="title"/></xsl:call-template>
  <xsl:value-of select="concat(' — ', @label)"/>
  <xsl:if test="@points"><xsl:value-of select="concat(' (', @points, ' ', key('w','points'), ')')"/></xsl:if>
  <xsl:if test="@owner"> · <xsl:call-template name="plain"><xsl:with-param name="text" select="@owner"/></xsl:call-template></xsl:if>
  <xsl:text>&#10;</xsl:text>
  <xsl:for-each select="reason">
    <xsl:text>  - </xsl:text><xsl:call-template name="plain"/><xsl:text>&#10;</xsl:text>
  </xsl:for-each>
  <xsl:for-each select="element[@open]">
    <xsl:for-each select="nearest | evidence">
      <xsl:value-of select="concat('  - ', key('w', name()), ': “')"/>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="quote"/></xsl:call-template>
      <xsl:text>” </xsl:text>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="@place"/></xsl:call-template>
      <xsl:if test="@href"><xsl:value-of select="concat(' &lt;', translate(@href, '&lt;&gt; ', ''), '>')"/></xsl:if>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:if test="advice">
      <xsl:value-of select="concat('  - ', key('w','advice'), ': ')"/>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="advice"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

<xsl:template name="table">
  <xsl:if test="score/sub-indicator">
    <xsl:value-of select="concat('&#10;### ', key('w','by-sub-indicator'), '&#10;&#10;| ', key('w','sub-indicator'), ' | ', key('w','score'), ' | ', key('w','items'), ' | ', count[@verdict='complete']/@label, ' |&#10;|---|---|---|---|&#10;')"/>
    <xsl:for-each select="score/sub-indicator">
      <xsl:value-of select="concat('| ', @id, ' ')"/>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="@title"/></xsl:call-template>
      <xsl:value-of select="concat(' | ', @range, ' | ', @items, ' | ', @complete, ' |&#10;')"/>
    </xsl:for-each>
  </xsl:if>
</xsl:template>

<xsl:template match="text()"/>
</xsl:stylesheet>
