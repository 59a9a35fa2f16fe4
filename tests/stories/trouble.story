# What machines do to people: disks fill up, folders are read-only, two work at once, files are not what they seem.
# Each: a clear message, the exit code of the table, nothing lost, nothing half-written.
$ attest init case --member Ada >/dev/null; printf 'name,note\nInvented Person,x\n' >t.csv; printf 'noun = "person"\n[columns]\nname = "name"\nnote = "note"\n' >t.toml; attest import case t.csv --map t.toml | head -1
t: 1 rows = 1 added + 0 changed + 0 unchanged + 0 refused; 0 gone
$ attest verify case | tail -1
case: case, 4 entries, 3 lines, 1 exhibits, 2 objects, 0 faults
$ python3 -c "print('name,note'); [print(f'person number {i},note {i}') for i in range(20000)]" >long.csv

# A disk that fills up: no file may grow beyond 100 kB here. The case is as it was, and the same command works once there is room.
$ printf 'trap "" XFSZ\nulimit -f 100\n"$@"\n' >full.sh; bash full.sh attest import case long.csv --map t.toml --list t
attest: <re:.*>: cannot write: File too large. Free some space; nothing was half-written
= 1
$ attest verify case | tail -1
case: case, 4 entries, 3 lines, 1 exhibits, 2 objects, 0 faults
$ find case -name '*.being*' -o -path '*/incoming/*'
$ bash full.sh attest add case long.csv 2>&1 | grep -c 'Free some space'
1
$ bash full.sh attest rebuild case; attest count case --json | grep -c '"policy"'
...
1
$ attest import case long.csv --map t.toml --list t | head -1
t: 20000 rows = 20000 added + 0 changed + 0 unchanged + 0 refused; 1 gone
$ attest init tall --member Ada >/dev/null; attest import tall long.csv --map t.toml >/dev/null; bash full.sh attest publish tall site
attest: <re:.*>: cannot write a file of the site: File too large. Choose a folder on a disk with room that you may write to.
= 1
$ ls -d site*
ls: <re:.*>
= 2
# An answer that did not arrive is no success.
$ attest rows long.csv >/dev/full
attest: standard output: the answer cannot be written: No space left on device. Choose a place that exists, may be written to and has room
= 1
$ attest rows long.csv --json >/dev/full
attest: <re:.*>No space left on device<re:.*>
= 1

# A case that may only be read answers, and refuses to be written. (Root is made to obey permissions too.)
$ printf 'if [ "$(id -u)" = 0 ]; then exec setpriv --bounding-set=-all --inh-caps=-all "$@"; fi\nexec "$@"\n' >humble.sh; cp -r tall shelf; chmod -R a-w shelf; bash humble.sh attest verify shelf | tail -1
shelf: case, 4 entries, 20002 lines, 1 exhibits, 2 objects, 0 faults
$ bash humble.sh attest count shelf --json | grep -c '"policy"'
1
$ bash humble.sh attest log shelf | grep -c import
1
$ bash humble.sh attest publish shelf from-shelf | head -1
from-shelf/index.html: <re:.*>
$ bash humble.sh attest import shelf t.csv --map t.toml
attest: <re:.*>shelf: cannot be opened for writing: Permission denied. Check the folder's permissions, or copy the case to a place that can be written
= 1
$ mkdir closed && chmod a-w closed && bash humble.sh attest publish tall closed/site
attest: closed/site: the site cannot be written: Permission denied. Choose a folder you may write to, on a disk with room.
= 1
$ bash humble.sh attest init closed/case --member Ada
attest: <re:.*>closed/case<re:.*>Permission denied<re:.*>
= 1
$ ls closed

# A case opened twice: one writes, the other is told; readers go on.
$ flock tall/lock attest import tall t.csv --map t.toml
attest: <re:.*>tall: another process is writing this case. Wait until it has finished, then try again
= 1
$ flock tall/lock attest count tall --json | grep -c '"policy"'
1
$ for i in 1 2 3 4; do attest add tall t.csv >/dev/null 2>&1 & done; wait; attest verify tall | tail -1
tall: case, 5 entries, 20003 lines, 2 exhibits, 2 objects, 0 faults

# Ten gigabytes of nothing
$ for name in big.csv big.xlsx big.json big.pdf; do truncate -s 10G $name; timeout 20 attest rows $name; done
attest: big.csv: this is nothing but NUL bytes at its beginning (a sparse or damaged file), which is not read here. Fetch the file again
attest: big.xlsx: this is nothing but NUL bytes at its beginning (a sparse or damaged file), which is not read here. Fetch the file again
attest: big.json: this is nothing but NUL bytes at its beginning (a sparse or damaged file), which is not read here. Fetch the file again
attest: big.pdf: this is nothing but NUL bytes at its beginning (a sparse or damaged file), which is not read here. Fetch the file again
= 1
$ attest import tall big.csv --map t.toml; du -sm tall | cut -f1
attest: big.csv: <re:.*>
<re:[0-9]>
# A text, and then nothing: the hole is a row that is too long.
$ printf 'name,note\nInvented,x\n' >hole.csv; truncate -s 10G hole.csv; timeout 60 attest rows hole.csv | tail -3
...
= 0
# A workbook that inflates to two gigabytes
$ python3 $SOURCE/tests/stories/make_bomb.py bomb.xlsx 2000; timeout 60 attest rows bomb.xlsx
attest: bomb.xlsx<re:.*>inflated<re:.*>
= 1
$ attest import tall bomb.xlsx --map t.toml >/dev/null
attest: bomb.xlsx<re:.*>inflated<re:.*>
= 1
# A million columns are read; where a limit is met, the row says its name and how to raise it
$ python3 -c "print(','.join(f'c{i}' for i in range(10**6))); print(','.join('1' * 10**6))" >wide.csv; timeout 60 attest rows wide.csv --json | tail -1
{"rows":1,"refused":0}
$ timeout 60 attest rows wide.csv --limit columns=1000 --header none | tail -3
...
<re:.*limit 'columns'.*--limit columns=.*>
# 2 rows, 2 refused
$ attest verify tall | tail -1
tall: case, 5 entries, 20003 lines, 2 exhibits, 2 objects, 0 faults

# Cut off in the middle
$ python3 $SOURCE/tests/stories/make_bomb.py whole.xlsx 1; head -c 700 whole.xlsx >cut.xlsx; attest rows cut.xlsx
attest: cut.xlsx: no readable zip archive <re:.*> Fetch the file again, or open and save it in a spreadsheet program
= 1
$ printf '{"a":[1,2' >cut.json; attest rows cut.json
attest: cut.json, line 1, column 10 (byte 9): not JSON: the text ends too early. Mend the file at that place; if it was cut off, fetch it again
= 1
$ printf 'a,b\n1,2\n' | gzip -n >whole.csv.gz; head -c 15 whole.csv.gz >cut.csv.gz; attest rows cut.csv.gz
attest: cut.csv.gz<re:.*>the gzip stream is damaged<re:.*>
= 1
# Not what its name says
$ cp t.csv said.xlsx; attest rows said.xlsx | grep -c 'its name ends in .xlsx, its bytes are csv: read as that'
1
# NUL bytes are text; two encodings in one file: the row that is damaged is shown, the others are read
$ printf 'a,b\n1,x\000y\n2,z\n' >nul.csv; attest rows nul.csv --json | python3 -c "import json,sys; print([json.loads(line).get('cells') for line in sys.stdin][1:3])"
[['1', 'x\x00y'], ['2', 'z']]
$ printf 'a,b\n1,caf\351\n2,\320\277\321\200\n' >mixed.csv; attest rows mixed.csv | grep -v '^#'
row	a	b
0<re:.*>byte E9 at offset 5 of the row is not UTF-8. <re:.*>
1	2	пр
# Dates in digits of other scripts
$ printf 'name,died\nA,٢٦/٠٢/١٩٩٢\nB,۲۶/۰۲/۱۹۹۲\nC,٣١/٠٢/١٩٩٢\n' >d.csv; printf 'noun = "person"\n[columns]\nname = "name"\ndied = "death_date"\n' >d.toml; attest import tall d.csv --map d.toml
d: 3 rows = 2 added + 0 changed + 0 unchanged + 1 refused; 0 gone
  refused: row 2, column died, <re:.*>
<re:Import .*>
