"""The pages: the country, one inspection, its act and photos.

Until people can sign in, pages answer only to this machine: acts name those who signed them.
"""

from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from uuid import UUID

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inspector import i18n, paths
from inspector.core.errors import NotFound
from inspector.core.verdict import Severity
from inspector.hq.services import dashboard
from inspector.hq.services.headquarters import Headquarters
from inspector.hq.web import charts, numbers, wording
from inspector.hq.web.tiles import tiles
from inspector.wire.additions import FILE_TYPES

LANGUAGES = ("kk", "ru")
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SHOWN_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}

router = APIRouter()


def attach(app: FastAPI) -> None:
    """Add the pages and what they are made of to an application."""
    web = paths.resource("web")
    app.state.templates = Environment(
        loader=FileSystemLoader(web / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    app.mount("/static/fonts", StaticFiles(directory=paths.resource("fonts")))
    app.mount("/static", StaticFiles(directory=web / "static"))
    app.include_router(router)


@router.get("/")
async def country(request: Request) -> Response:
    """Regions from the worst, and what was received."""
    if not _is_here(request):
        return _page(request, "closed.html", 403)
    hq = _headquarters(request)
    found = await run_in_threadpool(dashboard.dashboard, hq.database, hq.clock())
    language = _language(request)
    return _page(request, "country.html", board=found, tiles=tiles(found.regions, language))


@router.get("/inspections/{inspection}")
async def inspection(inspection: str, request: Request) -> Response:
    """One inspection: declared and found, violations, its way here, photos."""
    if not _is_here(request):
        return _page(request, "closed.html", 403)
    hq = _headquarters(request)
    found = await run_in_threadpool(dashboard.inspection, hq.database, hq.forms, inspection)
    if found is None:
        return _page(request, "missing.html", 404)
    named = [item.sha256 for item in found.detail.evidence]
    named += [file.sha256 for line in found.added for file in line.addition.files]
    named += [each.act for each in found.earlier if each.act]
    stored = {sha256 for sha256 in named if hq.blobs.path(sha256) is not None}
    today = hq.clock().astimezone(numbers.KAZAKHSTAN).date()
    return _page(request, "inspection.html", view=found, stored=stored, today=today)


@router.get("/inspections/{inspection}/act.pdf")
async def act(inspection: str, request: Request) -> Response:
    """The signed act, as it came."""
    found = await run_in_threadpool(_detail, request, inspection)
    return _file(request, found.detail.summary.act, "application/pdf", f"act-{UUID(inspection)}.pdf")


@router.get("/inspections/{inspection}/acts/{sha256}")
async def earlier_act(inspection: str, sha256: str, request: Request) -> Response:
    """The act of a superseded revision, as it came."""
    found = await run_in_threadpool(_detail, request, inspection)
    for revision in found.earlier:
        if revision.act == sha256:
            return _file(request, sha256, "application/pdf", f"act-{UUID(inspection)}-{revision.number}.pdf")
    raise NotFound(what="act")


@router.get("/inspections/{inspection}/photos/{sha256}")
async def photo(inspection: str, sha256: str, request: Request) -> Response:
    """One photo of an inspection."""
    found = await run_in_threadpool(_detail, request, inspection)
    for item in found.detail.evidence:
        if item.sha256 == sha256 and item.media_type in SHOWN_PHOTOS:
            return _file(request, sha256, item.media_type, None)
    raise NotFound(what="photo")


@router.get("/inspections/{inspection}/added/{sha256}")
async def added(inspection: str, sha256: str, request: Request) -> Response:
    """A file that was added to an inspection after its seal."""
    found = await run_in_threadpool(_detail, request, inspection)
    for line in found.added:
        for file in line.addition.files:
            if file.sha256 == sha256 and file.media_type in FILE_TYPES and not file.closed:
                name = f"added-{sha256[:12]}.{'pdf' if file.media_type == 'application/pdf' else 'jpg'}"
                return _file(request, sha256, file.media_type, name)
    raise NotFound(what="file")


def missing(request: Request) -> Response:
    """The page of an address where nothing is; like every page, for this machine alone."""
    return _page(request, "missing.html", 404) if _is_here(request) else _page(request, "closed.html", 403)


def _detail(request: Request, inspection: str) -> dashboard.InspectionView:
    if not _is_here(request):
        raise NotFound(what="page")
    hq = _headquarters(request)
    found = dashboard.inspection(hq.database, hq.forms, inspection)
    if found is None:
        raise NotFound(what="inspection")
    return found


def _file(request: Request, sha256: str, media_type: str, name: str | None) -> Response:
    path = _headquarters(request).blobs.path(sha256) if sha256 else None
    if path is None:
        raise NotFound(what="file")
    return FileResponse(path, headers=_HEADERS, media_type=media_type, filename=name)


def _headquarters(request: Request) -> Headquarters:
    found: Headquarters = request.app.state.headquarters
    return found


def _is_here(request: Request) -> bool:
    """Whether the one who asks sits at this machine. Behind a proxy nobody does: every request comes from it, and
    the address it passes on may be what the one who asks has written. The name that was dialled must be this
    machine's, too: a stranger's site may lead a browser here under its own.
    """
    if _headquarters(request).settings.behind_proxy:
        return False
    asks = request.client.host if request.client else ""
    dialled = request.url.hostname or ""
    return _is_loopback(asks) and (dialled == "localhost" or _is_loopback(dialled))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else i18n.DEFAULT


def _page(request: Request, name: str, status: int = 200, **context: object) -> Response:
    language = _language(request)
    translated: Callable[[str], str] = partial(i18n.text, language=language)
    template = request.app.state.templates.get_template(name)
    html = template.render(
        lang=language,
        here=request.url.path,
        tr=translated,
        num=numbers,
        charts=charts,
        say=wording,
        Severity=Severity,
        **context,
    )
    return Response(html, status, _HEADERS, "text/html; charset=utf-8")
