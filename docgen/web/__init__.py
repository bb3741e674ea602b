"""The upload form: a caseworker checks a case, sees its letter and takes the files along.

In: a form with a case. Out: a page in German that works without JavaScript. Nothing is stored: the
case travels in the page, and each step posts it again.

    parts ── the posted form, read within limits and in memory alone
    submission ── what a person wants, with the case as it was checked and as it was typed
    entries ── values typed beside findings; `files` ── chosen files, and names of saved ones
    judging ── what may be said of a hint; `clock` ── the day it is for the person
    limits ── work that ends when the person leaves, or at a limit
    show ── findings and amounts as a page tells them; `examples` ── cases to begin with
    pages ── HTML with strict headers; `troubles` ── what goes wrong, in plain words
    router ── the addresses, each a few of the above in order
    reference ── another page beside the form: the OpenAPI document for people
"""

from docgen.web.reference import reference_page
from docgen.web.router import web_router

__all__ = ["reference_page", "web_router"]
