"""answerCallbackQuery and answerInlineQuery."""

from __future__ import annotations

from bot.playground.methods.keyboards import read_markup
from bot.playground.methods.parameters import Parameters
from bot.playground.text.formatting import format_message
from bot.playground.wire_values import Json, bad_request
from bot.playground.world.state import Query, State

ANSWER_WITHIN_S = 30
MAX_TOAST_CHARS = 200
MAX_RESULTS = 50
MAX_OFFSET_BYTES = 64
MAX_RESULT_ID_BYTES = 64
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
START_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


def answer_callback_query(state: State, parameters: Parameters) -> bool:
    query = _open_query(state, parameters, "callback_query_id")
    text = parameters.text("text")
    if len(text) > MAX_TOAST_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": text, "show_alert": parameters.boolean("show_alert")}
    if parameters.text("url"):
        answer["url"] = parameters.text("url")
    query.answers.append(answer)
    state.show(query.body["from"]["id"], "toast", {"query_id": query.body["id"], **answer})
    return True


def answer_inline_query(state: State, parameters: Parameters) -> bool:
    query = _open_query(state, parameters, "inline_query_id")
    results = parameters.mappings("results")
    if results is None:
        raise bad_request("results not specified")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    next_offset = parameters.text("next_offset")
    if len(next_offset.encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    cache_time_s = parameters.integer("cache_time")
    query.answers.append(
        {
            "results": _checked_results(parameters, results),
            "next_offset": next_offset,
            "cache_time": 300 if cache_time_s is None else cache_time_s,
            "is_personal": parameters.boolean("is_personal"),
            "button": _checked_button(parameters.mapping("button")),
        }
    )
    state.show(query.body["from"]["id"], "inline", {"query_id": query.body["id"]})
    return True


def answer_guest_query(state: State, parameters: Parameters) -> Json:
    query = _open_query(state, parameters, "guest_query_id")
    result = _checked_article(parameters, parameters.mapping("result"))
    query.answers.append({"result": result})
    chat = state.chats[query.body["chat_id"]]
    message = state.post(chat, state.bot, {**result["message"], "guest_bot_caller_user": query.body["from"]})
    inline_id = f"guest-{query.body['id']}"
    state.keep_inline_message(inline_id, message)
    return {"inline_message_id": inline_id}


def _open_query(state: State, parameters: Parameters, name: str) -> Query:
    query = state.queries.get(parameters.text(name))
    wanted = {"callback_query_id": "data", "inline_query_id": "query", "guest_query_id": "chat_id"}[name]
    if query is None or wanted not in query.body or state.clock() - query.asked_at > ANSWER_WITHIN_S:
        raise bad_request(TOO_OLD)
    if query.answers:
        parameters.complaints.append("the query was answered before")
    return query


def _checked_results(parameters: Parameters, results: list[Json]) -> list[Json]:
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(result_id.encode()) <= MAX_RESULT_ID_BYTES for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    return [_checked_article(parameters, result) for result in results]


def _checked_article(parameters: Parameters, result: Json) -> Json:
    if result.get("type") != "article":
        raise bad_request(f"the stand-in knows inline results of type article only, not {result.get('type')}")
    if not result.get("title"):
        raise bad_request('can\'t parse inline query result: Field "title" must be a non-empty String')
    content = result.get("input_message_content") or {}
    formatted = format_message(
        str(content.get("message_text", "")),
        parse_mode=str(content.get("parse_mode") or ""),
        entities=content.get("entities"),
    )
    parameters.complaints.extend(formatted.complaints)
    message: Json = {"text": formatted.text}
    if formatted.entities:
        message["entities"] = list(formatted.entities)
    if content.get("link_preview_options"):
        message["link_preview_options"] = content["link_preview_options"]
    markup = read_markup(result.get("reply_markup"), inline_mode=True, only_inline=True)
    if markup:
        message["reply_markup"] = markup
    return {**result, "message": message}


def _checked_button(button: Json) -> Json | None:
    if not button:
        return None
    start = str(button.get("start_parameter", ""))
    if not button.get("text"):
        raise bad_request("BUTTON_TEXT_INVALID")
    if not 1 <= len(start) <= 64 or not set(start) <= START_CHARACTERS:
        raise bad_request("START_PARAM_INVALID")
    return button
