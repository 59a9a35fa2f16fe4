# Text that would do harm in a page or a spreadsheet is shown as text.
$ printf 'id,about,wording,value,measure,who,url\n1,"<script>alert(1)</script>","=cmd|calc",5,killed,"<img src=x onerror=alert(1)>","javascript:alert(1)"\n2,"<script>alert(1)</script>","@SUM(A1)",7,killed,"+1+2",x\n' >c.csv
$ printf 'noun = "figure"\nlist = "c"\nsource = "S"\n[columns]\nid = "key"\nabout = "about"\nwording = "wording"\nvalue = "value"\nmeasure = "measure"\nwho = "asserter"\nurl = "reference"\n' >c.toml
$ attest init case --title '<b>T</b>' --member 'M<i>' >/dev/null && attest import case c.csv --map c.toml >/dev/null && attest publish case site >/dev/null; echo $?
0
$ grep -rl '<script>alert\|<img src=x\|href="javascript:' site --include='*.html' | wc -l
0
$ cat site/data/*.csv | python3 -c "import csv,sys; print(sum(c[:1] in '=+-@' for row in csv.reader(sys.stdin) for c in row if c))"
0
$ python3 $SOURCE/tests/stories/walk.py site | tail -1
<re:\d+> pages, <re:\d+> figures, <re:\d+> statements and exhibits opened, 0 faults
