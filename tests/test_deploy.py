"""The ready configuration for a server, as it runs: a strict policy that the pages live by, and staff behind a sign-in."""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browser import served
from conftest import build
from helpers import HOME, copy_of_fixture, replaced, some

PLACES = (
    "", "wegwijzer/melanchthon/ouder/", "zorgstructuur/", "voor-leerlingen/", "rollen/mentor/",
    "archief/routes/plaatsing-oovr/?licht=papier",
    "verkenner/?van=mentor&naar=oovr", "verkenner/vergelijken/", "formulieren/toestemming/", "begrippen/", "geen-pagina/",
    "en/zorgstructuur/", "en/wegwijzer/melanchthon/ouder/veilig/", "contact/",
)  # fmt: skip


INLINE = re.compile(r'(?:style|on[a-z]+)="')  # as an attribute; what stands before it is looked at only where it is found


def policy_of(page: Path) -> str:
    """The policy that a built page needs: its inline scripts by what they hash to, and nothing else inline."""
    html = page.read_text(encoding="utf-8")
    inline = [found for found in INLINE.finditer(html) if html[found.start() - 1].isspace()]
    assert "<style" not in html and not inline, page
    scripts = [body for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL) if not attributes]
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'self'; img-src 'self' data:; script-src 'self' {allowed}; "
        "object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def server(sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """nginx with our configuration over both editions; only the folders, ports and passwords are the test's own."""
    root = tmp_path_factory.mktemp("nginx")
    ports = {"public": free_port(), "staff": free_port()}
    (root / "htpasswd").write_text("medewerker:{PLAIN}geheim\n", encoding="utf-8")
    ours = (HOME / "deploy/nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("listen 8080", f"listen 127.0.0.1:{ports['public']}").replace(
        "listen 8081", f"listen 127.0.0.1:{ports['staff']}"
    )
    for edition, folder in sites.items():
        # nginx' own user may not read the folder of the tests
        shutil.copytree(folder, root / edition, copy_function=os.link)
    ours = ours.replace("/srv/zorgwegwijzer", str(root)).replace("/etc/nginx/zorgwegwijzer.htpasswd", str(root / "htpasswd"))
    temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{name}_temp_path {root}/{name};" for name in temporary)
    (root / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {root}/pid; error_log {root}/error.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {places}\n{ours}\n}}\n",
        encoding="utf-8",
    )
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert nginx, "nginx ontbreekt; draai make test"
    addresses = {edition: f"http://127.0.0.1:{port}/" for edition, port in ports.items()}
    with answering([nginx, "-p", str(root), "-c", str(root / "nginx.conf")], addresses["public"], root / "error.log"):
        yield addresses


@contextmanager
def answering(command: list[str], address: str, told: Path) -> Iterator[None]:
    """A server that runs and answers; one that stops, or says nothing for a minute, fails with what it said itself."""
    with told.with_name("gezegd").open("w", encoding="utf-8") as said:
        running = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        for _ in range(600):
            if running.poll() is not None or answers(address):
                break
            time.sleep(0.1)
        if running.poll() is not None or not answers(address):
            heard = [file.read_text(encoding="utf-8") for file in (told.with_name("gezegd"), told) if file.exists()]
            pytest.fail(f"nginx geeft geen antwoord op {address} en meldt: {' '.join(heard).strip() or 'niets'}")
        yield
    finally:
        running.terminate()
        running.wait()


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address).close()
    except OSError:
        return False
    return True


@pytest.mark.browser  # `make snel` installs no nginx
def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    """As with a slip in the configuration: what nginx says is what the test tells."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert nginx, "nginx ontbreekt; draai make test"
    (tmp_path / "nginx.conf").write_text("evenst {}\n", encoding="utf-8")
    command = [nginx, "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]
    with (
        pytest.raises(
            pytest.fail.Exception, match=r'nginx geeft geen antwoord op .* en meldt: .*unknown directive "evenst"'
        ),
        answering(command, f"http://127.0.0.1:{free_port()}/", tmp_path / "error.log"),
    ):
        pass


def asked(address: str, user: str = "", method: str = "GET", host: str = "") -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer, the path sent as it is and no redirect followed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    headers = {"Authorization": "Basic " + base64.b64encode(user.encode()).decode()} if user else {}
    connection.request(method, parts.path or "/", headers=headers | ({"Host": host} if host else {}))
    answer = connection.getresponse()
    connection.close()
    return answer.status, dict(answer.headers)


def test_both_configurations_carry_the_policy_of_the_pages(sites: dict[str, Path]) -> None:
    pages = (page for site in sites.values() for page in site.rglob("*.html") if "gegevens/" not in str(page))
    needed = {policy for policy in map(policy_of, pages) if "'sha256-" in policy}  # without a script of its own any will do
    assert needed
    for file in ("nginx.conf", "_headers"):
        assert [policy for policy in needed if policy not in (HOME / "deploy" / file).read_text(encoding="utf-8")] == [], (
            file
        )


def test_answers_carry_the_headers(server: dict[str, str]) -> None:
    status, headers = asked(server["public"])
    assert status == 200
    assert headers["Content-Security-Policy"].startswith(
        "default-src 'self'; img-src 'self' data:; script-src 'self' 'sha256-"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-cache"
    assert "/" not in headers.get("Server", "")
    assert asked(f"{server['public']}geen-pagina/")[0] == 404


def test_only_what_has_its_hash_in_its_name_is_kept_for_good(server: dict[str, str], sites: dict[str, Path]) -> None:
    hashed = next((sites["public"] / "assets/stylesheets").glob("main.*.min.css")).name
    assert "immutable" in asked(f"{server['public']}assets/stylesheets/{hashed}")[1]["Cache-Control"]
    assert asked(f"{server['public']}assets/handbook.css")[1]["Cache-Control"] == "no-cache"


ANSWERS = (
    ("", "GET", 200), ("", "HEAD", 200), ("rollen", "GET", 301), ("geen-pagina/", "GET", 404), ("_headers", "GET", 404),
    ("rollen/", "POST", 405), ("rollen/", "DELETE", 405), ("rollen/", "PUT", 405), ("../../etc/passwd", "GET", 400),
    ("rollen/..%2f..%2f..%2fetc/passwd", "GET", 400), ("assets/handbook.css", "GET", 200), ("assets/", "GET", 403),
    ("formulieren/toestemming/toestemming.pdf", "GET", 200), ("search/nl.js", "GET", 200),
)  # fmt: skip


@pytest.mark.parametrize(("place", "method", "status"), ANSWERS, ids=str)
@pytest.mark.parametrize("edition", ["public", "staff"])
def test_every_kind_of_answer_carries_the_headers(
    edition: str, place: str, method: str, status: int, server: dict[str, str]
) -> None:
    user = "medewerker:geheim" if edition == "staff" else ""
    found, headers = asked(server[edition] + place, user, method)
    assert found == status
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "immutable" not in headers["Cache-Control"]
    assert ("X-Robots-Tag" in headers) == (edition == "staff")


@pytest.mark.parametrize("host", ["elders.example", "elders.example:8080", "127.0.0.1:1"])
@pytest.mark.parametrize("edition", ["public", "staff"])
def test_a_redirect_stays_on_its_own_path_whoever_is_asked_for(edition: str, host: str, server: dict[str, str]) -> None:
    user = "medewerker:geheim" if edition == "staff" else ""
    status, headers = asked(f"{server[edition]}rollen", user, host=host)
    assert (status, headers["Location"]) == (301, "/rollen/")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("place", ["", "rollen", "geen-pagina/", "search/nl.js", "rollen/../"])
def test_without_password_staff_pages_give_nothing(method: str, place: str, server: dict[str, str]) -> None:
    status, headers = asked(server["staff"] + place, method=method)
    assert status == 401 and headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "place", ["", "rollen/budgethouder/", "search/nl.js", "formulieren/kwadrantmodel/kwadrantmodel.pdf"]
)
def test_the_staff_edition_opens_only_after_signing_in(place: str, server: dict[str, str]) -> None:
    assert asked(server["staff"] + place)[0] == 401
    assert asked(server["staff"] + place, "medewerker:fout")[0] == 401
    status, headers = asked(server["staff"] + place, "medewerker:geheim")
    assert status == 200
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("edition", ["public", "staff"])
def test_pages_live_by_the_policy(edition: str, server: dict[str, str], browser: Browser) -> None:
    """With search, the explorer and the palette used; a violation of the policy is an error on the console."""
    context = browser.new_context(http_credentials={"username": "medewerker", "password": "geheim"})
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    told: list[str] = []
    hosts: set[str] = set()
    context.on(
        "console",
        lambda message: told.append(message.text) if "CSP" in message.text or "Security Policy" in message.text else None,
    )
    context.on("weberror", lambda fault: told.append(str(fault.error)))
    context.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    each_in_its_own = []  # so that they come to rest beside each other
    for place in PLACES if edition == "public" else some(PLACES, 3):
        each_in_its_own.append(context.new_page())
        each_in_its_own[-1].goto(server[edition] + place)
    for tab in each_in_its_own:
        tab.wait_for_load_state("networkidle")
    page = context.new_page()
    page.goto(server[edition])
    page.locator(".md-search__input").fill("mentor")
    page.locator(".md-search .zw-hit").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("label[for=__palette_1]").click()
    page.wait_for_load_state("networkidle")
    context.close()
    assert told == []
    assert hosts == {server[edition].split("/")[2]}


LINKS = "all => all.map(each => new URL(each.getAttribute('href'), document.baseURI).href)"


def test_it_works_under_a_subfolder(tmp_path: Path, browser: Browser) -> None:
    """As at https://school.example/zorg/: links, search, explorer, the page for a missing address, other languages."""
    data = replaced(
        copy_of_fixture(tmp_path), "school.yaml", "https://voorbeeld.example/", "https://voorbeeld.example/zorg/"
    )
    settings = {"ZORGWEGWIJZER_DATA": str(data), "ZORGWEGWIJZER_CONTENT": str(data.parent / "content")}
    assert build("public", tmp_path / "www/zorg", **settings).returncode == 0
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    with served(tmp_path / "www") as address:
        for place in ("", "rollen/mentor/", "verkenner/?van=mentor&naar=zorgteam", "ar/zorgstructuur/", "404.html"):
            page.goto(f"{address}zorg/{place}")
            links = page.eval_on_selector_all("a[href]", LINKS)
            assert [link for link in links if link.startswith(address) and not link.startswith(f"{address}zorg/")] == []
            for link in {link.partition("#")[0] for link in links if link.startswith(address)}:
                at = tmp_path / "www" / link.removeprefix(address) / "index.html"
                leads_on = "/k/" in link and at.is_file()  # a short address, which the server of the tests does not follow
                assert leads_on or page.request.get(link).ok, f"{place}: {link}"
        page.goto(f"{address}zorg/")
        page.locator(".md-search__input").fill("mentor")
        page.locator(".md-search .zw-hit").first.wait_for()
        assert page.eval_on_selector(".md-search .zw-hit", "each => each.href").startswith(f"{address}zorg/")
    page.close()
    assert failed == []
