"""attest-verify: exit codes, what it says, and that no database is linked into it."""
import glob
import os
import subprocess
import sys
import tempfile

verifier, make_case = sys.argv[1:]


def verify(*arguments):
    done = subprocess.run([verifier, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout


libraries = subprocess.run(["ldd", verifier], capture_output=True, text=True).stdout
assert "libc.so" in libraries and "sqlite" not in libraries, libraries
assert b"sqlite" not in open(verifier, "rb").read()

with tempfile.TemporaryDirectory() as folder:
    case, proof = folder + "/case", folder + "/statement.tlog-proof"
    subprocess.run([make_case, case, proof], check=True, env={**os.environ, "ATTEST_HOME": folder + "/home"})
    code, said = verify(case)
    assert code == 0 and said.endswith("good\n"), said
    code, said = verify(proof)
    assert code == 0 and '["26.02.1992","1992-02-26"]' in said and "elder" not in said, said
    assert verify()[0] == 2 and verify(case, case)[0] == 2
    assert verify(folder + "/nothing")[0] == 1
    assert verify(folder)[0] == 3
    text = open(proof).read()
    open(proof, "w").write(text.replace("index ", "index 1"))
    assert verify(proof)[0] == 3
    exhibit = glob.glob(case + "/exhibits/*/*")[0]
    open(exhibit, "ab").write(b"!")
    code, said = verify(case)
    assert code == 3 and os.path.basename(exhibit) in said, said
