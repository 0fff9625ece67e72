<?xml version="1.0" encoding="UTF-8"?>
<!--
  One test case an element, for systems that show test results: missing is a
  failure, unclear is skipped with its reason, implied passes with a warning
  on its output. An item without elements is one case of its own.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" encoding="UTF-8" indent="yes"/>
<xsl:strip-space elements="*"/>

<!-- in parts, as html.xsl; those of an agency are cut out of their root -->
<xsl:template match="/audit[@part='agency']">
  <testsuites>
    <xsl:comment>begin</xsl:comment>
    <xsl:apply-templates select="agency/item"/>
    <xsl:comment>end</xsl:comment>
  </testsuites>
</xsl:template>

<xsl:template match="/audit[@part='frame']">
  <testsuites name="oit-audit {@fiscal-year}"
    tests="{sum(agency/@cases)}" failures="{sum(agency/@cases-failed)}"
    errors="0" skipped="{sum(agency/@cases-skipped)}">
    <xsl:comment>agencies</xsl:comment>
  </testsuites>
</xsl:template>

<xsl:template match="item">
  <xsl:variable name="cases" select="element[@asked]"/>
  <testsuite name="{../@id}.{@id} {title}">
    <xsl:choose>
      <xsl:when test="$cases">
        <xsl:attribute name="tests"><xsl:value-of select="count($cases)"/></xsl:attribute>
        <xsl:attribute name="failures"><xsl:value-of select="count($cases[@verdict='missing' and @required='yes'])"/></xsl:attribute>
        <xsl:attribute name="skipped"><xsl:value-of select="count($cases[@verdict='unclear'])"/></xsl:attribute>
        <xsl:apply-templates select="$cases"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="tests">1</xsl:attribute>
        <xsl:attribute name="failures"><xsl:value-of select="number(@verdict='not-submitted' or @verdict='incomplete')"/></xsl:attribute>
        <xsl:attribute name="skipped"><xsl:value-of select="number(@verdict='unclear' or @verdict='unreachable')"/></xsl:attribute>
        <testcase classname="{../@id}.{@id}" name="{@verdict}">
          <xsl:choose>
            <xsl:when test="@verdict='not-submitted' or @verdict='incomplete'"><failure type="{@verdict}" message="{reason[1]}"/></xsl:when>
            <xsl:when test="@verdict='unclear' or @verdict='unreachable'"><skipped message="{@verdict}"/></xsl:when>
          </xsl:choose>
        </testcase>
      </xsl:otherwise>
    </xsl:choose>
  </testsuite>
</xsl:template>

<xsl:template match="element">
  <testcase classname="{../../@id}.{../@id}" name="{@id}">
    <xsl:choose>
      <xsl:when test="@verdict='missing' and @required='yes'">
        <failure type="missing" message="{reason}"><xsl:value-of select="advice"/></failure>
      </xsl:when>
      <xsl:when test="@verdict='unclear'"><skipped message="{reason}"/></xsl:when>
    </xsl:choose>
    <xsl:if test="@verdict='implied' or evidence or nearest">
      <system-out>
        <xsl:if test="@verdict='implied'"><xsl:value-of select="reason"/><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:for-each select="evidence | nearest">
          <xsl:value-of select="concat(quote, ' — ', @place, ' ', @url, '&#10;')"/>
        </xsl:for-each>
      </system-out>
    </xsl:if>
  </testcase>
</xsl:template>
</xsl:stylesheet>
