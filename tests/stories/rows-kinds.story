# What a file is, its bytes decide.
$ printf '[{"a":1.10,"b":{"c":null}},{"a":12345678901234567890,"d":[1,2]}]' >t.json; attest rows t.json --json
{"kind":"json","encoding":"UTF-8","columns":["a","b/c","d"],"tables":[],"notes":[]}
{"row":0,"cells":["1.10",null,null],"at":{"pointer":"/0"}}
{"row":1,"cells":["12345678901234567890",null,"[1,2]"],"at":{"pointer":"/1"}}
{"rows":2,"refused":0}
$ printf '[1,]' >bad.json; attest rows bad.json
attest: bad.json, line 1, column 4 (byte 3): not JSON: <re:.*>
= 1
$ printf '{"a":1}\n{"a":\n{"b":2}\n' >l.jsonl; attest rows l.jsonl --json
{"kind":"jsonl",<re:.*>"columns":["a","b"],<re:.*>}
{"row":0,"cells":["1",null],"at":{"line":1,"byte":0}}
{"row":1,"at":{"line":2,"byte":8},"refused":"not JSON: <re:.*>","remedy":"<re:.*>"}
{"row":2,"cells":[null,"2"],"at":{"line":3,"byte":14}}
{"rows":3,"refused":1}
$ printf '<table><tr><th>Town<th>Dead<tr><td>Alpha<td> 3 </table>' >report.xls; attest rows report.xls --json
{"kind":"html",<re:.*>"columns":["Town","Dead"],"tables":[],"notes":["its name ends in .xls, its bytes are html: read as that"]}
{"row":0,"cells":["Alpha","3"],<re:.*>}
{"rows":1,"refused":0}
$ printf 'One line.\nAnother, with a comma.\n' >letter.txt; attest rows letter.txt --json
{"kind":"text","encoding":"UTF-8","columns":["text"],"tables":[],"notes":[]}
{"row":0,"cells":["One line.\nAnother, with a comma.\n"],"at":{"byte":0}}
{"rows":1,"refused":0}
$ printf '%%PDF-1.4 broken' >broken.pdf; attest rows broken.pdf
attest: broken.pdf: the PDF is damaged: <re:.*>
= 1
$ printf '\320\317\021\340\241\261\032\341 old' >old.csv; attest rows old.csv
attest: old.csv: this is an old binary workbook (.xls), which is not read here. Save it as .xlsx <re:.*>
= 1
$ truncate -s 10G sparse.csv; attest rows sparse.csv
attest: sparse.csv: this is nothing but NUL bytes at its beginning (a sparse or damaged file), <re:.*>
= 1
# A file that inflates without end is stopped at a limit, which can be set.
$ head -c 300000000 /dev/zero | tr '\0' 'x' | gzip -1 >bomb.csv.gz; attest rows bomb.csv.gz
attest: bomb.csv.gz: inflates to more than <re:\d+> bytes (limit 'inflated'). <re:.*>--limit inflated=NUMBER, or [file.limits] in a mapping
= 1
$ attest rows letter.txt --limit depth=3
...
= 2
