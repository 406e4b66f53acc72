"""Unsupported formats: what to do with a file of a kind in which articles often come."""

from __future__ import annotations

_UNPACK = "it is an archive of files; unpack it and give the folder"
_AS_DOCX = "it is a document of a kind that is not read; save it as .docx, .pdf or .txt"
_AS_CSV = "it is a spreadsheet; save the sheet with the articles as .csv"
_AS_HTML = "it is a page packed together with its pictures; save it as .html (“HTML only”)"
_AS_MAIL = "it is a mail of one program's own kind; save it as .eml"
_AS_UTF_8_TEXT = "it is subtitles or markup of a kind that is not read; save its text as .txt"
_WHAT_TO_DO = {
    **dict.fromkeys((".tar", ".tgz", ".tar.gz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".gz"), _UNPACK),
    **dict.fromkeys((".doc", ".odt", ".rtf", ".pages", ".wpd", ".docm", ".mobi", ".azw3", ".fb2"), _AS_DOCX),
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".numbers", ".parquet", ".sqlite", ".db"), _AS_CSV),
    **dict.fromkeys((".webarchive", ".maff", ".warc", ".warc.gz"), _AS_HTML),
    **dict.fromkeys((".msg", ".pst", ".oft"), _AS_MAIL),
    **dict.fromkeys((".srt", ".vtt", ".tex", ".rst", ".adoc", ".org"), _AS_UTF_8_TEXT),
    ".opml": "it is a list of feeds; give it to: verbatim sources import",
}


def what_to_do(ending: str) -> str | None:
    """Why a file with this ending is not read and what to do with it; None where nothing is known of the ending.

    >>> what_to_do(".rar")
    'it is an archive of files; unpack it and give the folder'
    """
    return _WHAT_TO_DO.get(ending)
