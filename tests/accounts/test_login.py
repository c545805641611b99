def test_a_therapist_logs_in_with_her_passphrase(browse, practice):
    ana = browse(None)
    page = ana.get("accounts.login")
    answer = ana.submit(page, username="Ana", passphrase=practice.passphrase)
    assert ana.follow(answer).status == 200
