"""The web application of headquarters: the laptops' routes and the pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from inspector.core.errors import Refusal
from inspector.hq.api import files, laptops, refusals
from inspector.hq.services.headquarters import Clock, Headquarters, utc_now
from inspector.hq.settings import Settings
from inspector.hq.web import pages


def create_app(settings: Settings, clock: Clock = utc_now) -> FastAPI:
    """The application; `app.state.headquarters` is open from here until the server's shutdown.

    Raises whatever Headquarters raises.
    """
    headquarters = Headquarters(settings, clock)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        headquarters.worker.start()
        try:
            yield
        finally:
            await run_in_threadpool(headquarters.close)

    app = FastAPI(title="Qorgan HQ", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.headquarters = headquarters
    app.include_router(laptops.router)
    app.include_router(files.router)
    pages.attach(app)
    app.add_exception_handler(Refusal, refusals.refusal_response)
    app.add_exception_handler(404, _not_there)
    app.add_exception_handler(405, refusals.http_response)
    app.add_middleware(refusals.Faults)
    return app


def _not_there(request: Request, error: Exception) -> Response:
    """A person at a browser gets a page, a program what programs are told."""
    if "text/html" in request.headers.get("accept", ""):
        return pages.missing(request)
    return refusals.http_response(request, error)
