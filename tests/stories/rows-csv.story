# What a reader makes of separated values: exact cells, what was assumed, and rows that cannot be used.
$ printf 'id,name\n007, Anna \n2,"O""Neil, Jr"\n' >a.csv; attest rows a.csv --json
{"kind":"csv","encoding":"UTF-8","delimiter":",","columns":["id","name"],"tables":[],"notes":[]}
{"row":0,"cells":["007"," Anna "],"at":{"line":2,"byte":8}}
{"row":1,"cells":["2","O\"Neil, Jr"],"at":{"line":3,"byte":19}}
{"rows":2,"refused":0}
# One cell too many is refused with its cells; one too few is missing, not empty.
$ printf 'a,b\n1,2,3\n4\n5,\n' >ragged.csv; attest rows ragged.csv --json
...
{"row":0,"cells":["1","2","3"],"at":{"line":2,"byte":4},"refused":"3 cells where the header has 2","remedy":"<re:.*>"}
{"row":1,"cells":["4",null],"at":{"line":3,"byte":10},"note":"1 of 2 cells"}
{"row":2,"cells":["5",""],"at":{"line":4,"byte":12}}
{"rows":3,"refused":1}
# An open quote costs its own line.
$ printf 'a,b\n1,"open\n2,x\n3,"y"\n' >open.csv; attest rows open.csv --json
...
{"row":0,"cells":["1","\"open"],<re:.*>,"refused":"a quote opens in this line and is never closed",<re:.*>}
{"row":1,"cells":["2","x"],<re:.*>}
{"row":2,"cells":["3","y"],<re:.*>}
{"rows":3,"refused":1}
# Titles are told, names found below them; the user's word on the header holds.
$ printf 'Deaths by town\n\ntown;men;women\nAlpha;1,5;2\nBeta;3;4,5\n' >titles.csv; attest rows titles.csv
...
row	town	men	women
0	Alpha	1,5	2
1	Beta	3	4,5
...
$ attest rows titles.csv --header 4 --json
...
{"rows":1,"refused":0}
$ attest rows titles.csv --header none --json
...
{"rows":4,"refused":0}
$ attest rows titles.csv --header x
...
= 2
# Script and formula are text like any other.
$ printf 'a,b\n<script>alert(1)</script>,=1+1\n@x,+y\n' >evil.csv; attest rows evil.csv --json
...
{"row":0,"cells":["<script>alert(1)</script>","=1+1"],<re:.*>}
{"row":1,"cells":["@x","+y"],<re:.*>}
{"rows":2,"refused":0}
