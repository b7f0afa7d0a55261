"""Web pages as other sites make them, invented: what a reader would see is beside each."""

# Pages are as their sites write them, long lines and all.
# ruff: noqa: E501

from __future__ import annotations

#: A frames-era page in GBK: layout tables, font tags, <br> with ideographic spaces, no names.
FRAMES_ERA = """<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>青山县政府网--政策文件</TITLE></HEAD><BODY bgColor=#ffffff topMargin=0>
<TABLE width=760 align=center border=0 cellSpacing=0><TR><TD><IMG src="top.gif"></TD></TR></TABLE>
<TABLE width=760 align=center border=0><TR>
<TD width=160 vAlign=top><A href="a.htm">县情概况</A><BR><A href="b.htm">领导之窗</A><BR>
<A href="c.htm">政策文件</A><BR><A href="d.htm">办事指南</A></TD>
<TD vAlign=top><TABLE width=600 border=0><TR><TD align=center>
<FONT size=5 color=red><B>青山县人民政府关于加强森林防火工作的通知</B></FONT></TD></TR>
<TR><TD align=center><FONT size=2>发布时间：2003-9-12　来源：县政府办</FONT></TD></TR>
<TR><TD><FONT size=3>青政发〔2003〕18号<BR><BR>各乡镇人民政府，县直各单位：<BR>
　　秋冬季节即将来临，森林防火形势严峻。现就有关事项通知如下：<BR>
　　一、提高认识，落实责任。各乡镇要签订责任书，<BR>　　二、严控火源。野外用火一律审批。<BR>
<DIV align=right>二○○三年九月十日</DIV></FONT></TD></TR>
<TR><TD align=right><A href="javascript:window.print()">【打印】</A>
<A href="javascript:window.close()">【关闭】</A></TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=760 align=center><TR><TD align=center>主办：青山县人民政府办公室<BR>
版权所有 青山县信息中心</TD></TR></TABLE></BODY></HTML>"""

#: Metadata in div and span; the body in an element that nobody else names so.
SPAN_METADATA = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>关于印发《云岭市公园管理办法》的通知 - 云岭市人民政府</title>
<style>.x{display:none}</style></head><body>
<div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/fw">办事服务</a></div>
<div class="mbx">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; 规范性文件</div>
<div class="detail-head"><h2>关于印发《云岭市公园管理办法》的通知</h2>
<div class="row"><span class="lab">索　引　号：</span><span>530100/2021-0456</span></div>
<div class="row"><span class="lab">主题分类：</span><span>城乡建设、环境保护</span></div>
<div class="row"><span class="lab">发文机关：</span><span>云岭市人民政府办公室</span></div>
<div class="row"><span class="lab">成文日期：</span><span>2021年06月18日</span></div>
<div class="row"><span class="lab">发文字号：</span><span>云政办规[2021] 7 号</span></div>
<div class="row"><span class="lab">发布日期：</span><span>2021-06-25</span></div>
<div class="row"><span class="lab">有 效 性：</span><span>有效</span></div></div>
<div class="q7"><div class="r1">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】
<a href="javascript:print()">打印</a></div>
<div class="wz"><p>各县（市、区）人民政府，市直各部门：</p>
<p>《云岭市公园管理办法》已经市政府同意，现印发给你们，请遵照执行。</p>
<p style="text-align:right">云岭市人民政府办公室</p><p style="text-align:right">2021年6月18日</p>
<p>（此件公开发布）</p><p align="center">云岭市公园管理办法</p>
<p>第一条&nbsp;&nbsp;为了规范公园管理，制定本办法。</p><p>第二条　本办法自发布之日起施行。</p></div>
<div class="r2">责任编辑：王小明</div><div class="r3">扫一扫在手机打开当前页</div></div>
<div class="foot"><p>主办单位：云岭市人民政府办公室</p><p>滇ICP备05000001号</p></div>
</body></html>"""

#: Metadata in a definition list, with the body below it in the same element.
LIST_METADATA = """<html><head><title>海州区财政局信息公开</title></head><body>
<div id="m"><dl><dt>名　　称：</dt><dd>海州区财政局关于公布2019年收费目录的公告</dd>
<dt>索 引 号：</dt><dd>014302345/2019-00012</dd><dt>发布机构：</dt><dd>区财政局</dd>
<dt>文　　号：</dt><dd>无</dd><dt>生成日期：</dt><dd>2019-03-05</dd>
<dt>公开日期：</dt><dd>2019-03-07</dd></dl>
<p>根据有关规定，现将2019年收费目录予以公布，未列入目录的一律不得收取。</p>
<p>收费单位应当按照目录执行，接受社会监督，违者依法查处。</p>
<div>海州区财政局</div><div>2019年3月5日</div></div></body></html>"""

#: TRS: meta tags of the site standard, TRS_Editor, Word's markup, a conditional comment.
TRS = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="平川市人民政府"><meta name="ColumnName" content="市政府文件">
<META NAME="articletitle" CONTENT="平川市人民政府关于表彰先进集体的决定">
<meta name="PubDate" content="2020-05-06 09:30"><meta name="ContentSource" content="市政府办公室">
<meta name="Url" content="http://www.pingchuan.gov.cn/zfwj/202005/t20200506_1.html">
<title>平川市人民政府关于表彰先进集体的决定_平川市人民政府</title></head><body>
<div class="nav">首页 新闻 公开</div><div class="TRS_Editor"><style>.TRS_Editor P{margin:0}</style>
<div class=Custom_UnionStyle><p class="MsoNormal" style="text-indent:32.0000pt;"><span
 style="font-family:仿宋;">近年来，<span>全市</span></span><span style="mso-spacerun:'yes';">各单位
认真履职，</span>成绩突出。<o:p></o:p></p><!--[if gte mso 9]><xml><w:WordDocument>乱码</w:WordDocument></xml>
<![endif]--><p class=MsoNormal><![if !supportLists]>1.<![endif]>市政府决定，授予市教育局等<b>10</b>个
单位“先进集体”称号。<o:p>&nbsp;</o:p></p><p class=MsoNormal align=right>2020年4月30日</p></div></div>
<div class="xglj">相关链接</div><ul><li><a href="t1.html">平川市人民政府关于表彰劳动模范的决定</a></li></ul>
</body></html>"""

#: 信息公开: a metadata table whose labels have no colon, values in the row below.
DISCLOSURE = """<html><head><meta charset=utf-8><title>市卫生健康委</title></head><body>
<table border="1"><tr><th>索取号</th><th>发布日期</th><th>发布机构</th><th>文号</th></tr>
<tr><td>SY0024-2022-003</td><td>2022-08-01</td><td>市卫生健康委员会</td><td>东卫健发〔2022〕15号</td></tr>
</table><h1>关于做好高温天气医疗保障工作的通知</h1>
<div><p>各医疗卫生机构：</p><p>近期持续高温，请各单位做好应急准备，加强值班值守。</p>
<p>一、加强领导，落实责任，保证物资供应。</p><p>二、做好宣传，提高公众防护意识。</p></div>
</body></html>"""

#: All of a page in one line, with everything inline.
MINIFIED = (
    '<!doctype html><html><head><meta charset="utf-8"><title>关于停水的公告-江口区政府网</title>'
    "</head><body><header><nav><ul><li><a href=/>首页</a></li><li><a href=/gk>公开</a></li></ul>"
    "</nav></header><main><h1>关于停水的公告</h1><div class=info><span>2023/11/02</span><span>"
    "来源：区水务局</span></div><section><p>因管网检修，定于11月5日停水。<p>请广大用户提前储水，"
    "<b>不便之处</b>敬请谅解。<p>江口区水务局</section></main><footer><p>版权所有：江口区人民政府"
    "</p></footer></body></html>"
)

#: Saved by Word: no site at all, footnotes with Word's anchors.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 11">
<title>2018年统计公报</title><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=ZH-CN><div class=Section1 style='layout-grid:15.6pt'>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>北原市<span
lang=EN-US>2018</span>年国民经济和社会发展统计公报<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><sup>[1]</sup></a></span></b></p>
<p class=MsoNormal style='text-indent:24.0pt'><span>全年生产总值<span lang=EN-US>1200</span>亿元<sup>2</sup>，
人均住房面积<span lang=EN-US>38m<sup>2</sup></span>，耕地<span>5.2</span>万公顷。</span></p>
<p class=MsoNormal>绿地面积310公里<sup>2</sup>，体积10<sup>8</sup>m<sup>3</sup>，the 1<sup>st</sup> time。</p></div>
<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span
class=MsoFootnoteReference>[1]</span></a> 本公报数据为初步统计数。</p></div>
<div><p><sup>2</sup>绝对数按现价计算。</p></div></div></body></html>"""

#: A table of data with spans, a caption, a unit; and a form around it.
SPANS = """<html><head><meta charset=utf-8><title>通报</title></head><body><div class="article-content">
<p>现将2022年各区招生计划通报如下，请认真执行。</p><p align=center>单位：人</p>
<table class=MsoNormalTable border=1><caption>招生计划表</caption>
<tfoot><tr><td colspan=4>注：不含复读生。</td></tr></tfoot>
<thead><tr><th rowspan=2>区</th><th colspan=2>高中</th><th rowspan=2>备注</th></tr>
<tr><th>公办</th><th>民办</th></tr></thead>
<tbody><tr><td rowspan="2">东<br>区</td><td>1,200</td><td>300</td><td><p>含中职</p><p>不含技校</p></td></tr>
<tr><td>900</td><td colspan=99999999>—</td></tr><tr><td></td><td></td><td></td><td></td></tr></tbody></table>
<p>各区要加强监管，严格执行计划。</p></div></body></html>"""

#: A whole issue in one file: contents list with links to anchors, then its documents.
ISSUE = """<html><head><meta charset=utf-8><title>临江市人民政府公报2015年第2期</title></head><body>
<div class="gb"><h1>临江市人民政府公报</h1><p align=center>2015年第2期（总第86期）</p>
<h3>目　录</h3><p><a href="#d1">临江市人民政府关于加快发展养老服务业的意见</a>（3）</p>
<p><a href="#d2">临江市人民政府办公室关于做好春耕工作的通知</a>（9）</p>
<h3><a name="d1"></a>临江市人民政府关于加快发展养老服务业的意见</h3><p align=center>临政发〔2015〕6号</p>
<p>各区人民政府：</p><p>为加快发展养老服务业，提出以下意见。</p>
<p align=right>临江市人民政府</p><p align=right>2015年2月3日</p><hr>
<h3><a name="d2"></a>临江市人民政府办公室关于做好春耕工作的通知</h3><p align=center>临政办发〔2015〕9号</p>
<p>各乡镇人民政府：</p><p>当前正值春耕备耕时节，现将有关事项通知如下。</p>
<p align=right>2015年2月11日</p></div></body></html>"""

#: A contents page whose documents lie beside it.
CONTENTS = """<html><head><meta charset=utf-8><title>2020年第4期-省政府公报</title></head><body>
<div class=nav><a href="/">首页</a><a href="/gb/">政府公报</a></div>
<div class=place>您现在的位置：<a href="/">首页</a>&gt;<a href="/gb/">政府公报</a></div>
<h2>江南省人民政府公报 2020年第4期</h2><div class=list><h3>省政府文件</h3><ul>
<li><a href="./202002/t1.html">江南省人民政府关于公布第七批文物保护单位的通知</a><span>2020-02-20</span></li>
<li><a href="./202002/t2.html">江南省人民政府关于王某某等任免职的通知</a><span>2020-02-21</span></li></ul>
<h3>省政府办公厅文件</h3><ul><li><a href="202002/t3.html"><b>江南省人民政府办公厅关于推进医养结合的意见</b></a></li>
<li><a href="202002/t4.html">江南省人民政府办公厅关于促进家政服务业发展的实施方案</a></li></ul></div>
<div class=foot>主办：江南省人民政府办公厅 江南ICP备123号</div></body></html>"""

#: English and Chinese mixed, hard-wrapped in the source.
MIXED = """<html><head><meta charset=utf-8><title>Notice</title></head><body><article>
<h1>关于使用 ISO 9001 标准的通知</h1>
<p>各企业应当采用 <em>ISO</em> 9001:2015 <a href="http://iso.example/">Quality
management systems</a>标准，
并于<span>2019</span>年底前完成<i>认证</i>工作。</p>
<p>Contact: Mr. Li, tel. 010-1234;
<br>e-mail: li@example.gov.cn</p><p>本通知自发布之日起施行，有效期五年。</p></article></body></html>"""

#: Much that no reader sees, and a body that a well-known name marks twice.
HIDDEN = """<html><head><meta charset=utf-8><title>关于召开座谈会的通知_网站</title>
<meta property="og:title" content="关于召开座谈会的通知"></head><body>
<div style="display: none">隐藏的文字，不应当出现在正文里。</div><noscript>请打开脚本功能，谢谢。</noscript>
<h1>关于召开座谈会的通知</h1><p>发布时间：2018年3月5日</p><div id="zoom"><p>定于3月9日召开座谈会，
<span style="visibility:hidden">看不见</span>请准时参加。</p><p hidden>也看不见。</p><!-- <p>注释。</p> -->
<script>document.write("<p>脚本。</p>")</script><p>请各单位提前安排好工作。</p>
<select><option>选项</option></select><button>提交</button><textarea>草稿</textarea></div>
<div class="print"><div id="zoom2"></div></div></body></html>"""

#: Scanned pages.
PICTURES = """<html><head><meta charset=utf-8><title>关于征地的公告_某县</title></head><body>
<h1>关于征地的公告</h1><div class="TRS_Editor"><p align=center><img src="1.jpg" alt="第一页的文字说明很长很长"></p>
<p><img src="2.jpg"></p></div></body></html>"""
