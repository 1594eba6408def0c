"""The command line as scripts rely on it: every verb with its flags is taken, wrong usage is one line and code 2."""

import pytest

from inspector import cli

TAKEN = """
demo --headless --out DIR
checklist check FILE --json
checklist compile FILE -o FORM.xml
checklist run FORM.xml --answers INSTANCE.xml --script - --json
xpath EXPRESSION --instance FILE --context PATH --json
xpath --batch FILE.jsonl
iin NUMBER --json
enrol --server URL --code CODE --passphrase-file -
institutions QUERY --json
institutions --json
inspections --json
inspect --institution ID --kind check --body CODE --order NUMBER --answers INSTANCE.xml --photos DIR --json
seal INSPECTION --signer A;B;C --signer D;E;F --representative A;B --json
seal INSPECTION --signer A;B;C --refused REASON --witness NAME --witness NAME
act INSPECTION -o act.pdf --proof --lang kk,ru
verify FILE --root CERT --json
verify FILE --root CERT --revoked FILE --json
sync --once --json --passphrase-file FILE
courier export FILE
courier import FILE
backup FILE
restore FILE
hq init --data DIR
hq serve --data DIR --port 0 --database-url URL --blobs URL --tls-cert F --tls-key F
hq serve --data DIR --behind-proxy
hq device code --data DIR --inspector NAME --region 35 --json
hq device revoke DEVICE --data DIR
hq device revoked -o FILE --data DIR
hq institutions import FILE --data DIR
hq checklist publish FILE --data DIR
hq declared import FILE --data DIR
hq assign --institution ID --inspector NAME --data DIR
hq inspections --json --data DIR
""".strip().splitlines()

WRONG = """
nonsense
iin
checklist compile FILE
seal INSPECTION
seal INSPECTION --signer A;B;C --representative A;B --refused REASON
verify
act INSPECTION
hq inspections
hq device code --data DIR --inspector NAME
courier
""".strip().splitlines()


@pytest.mark.parametrize("line", TAKEN)
def test_every_verb_takes_its_flags(line: str) -> None:
    args = cli.parser().parse_args(["--home", "DIR", *line.split(" ")])
    assert callable(args.run)


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_one_line_and_exit_code_2(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(line.split(" "))
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
