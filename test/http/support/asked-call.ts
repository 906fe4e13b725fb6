/** A call whose client is asked first: the id of the question, and all that comes until the call is over. */
export async function askedCall(url: string, headers: Record<string, string>, body: object) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      Accept: "application/json, text/event-stream",
      "Content-Type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let question: string | undefined;
  while (question === undefined) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) throw new Error(`It was not asked: ${text}`);
    text += value;
    question = /"id":"?([^",}]+)"?[^\n]*elicitation|elicitation[^\n]*"id":"?([^",}]+)/
      .exec(text)
      ?.slice(1)
      .find(Boolean);
  }
  const rest = (async () => {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
      text += next.value;
    return text;
  })();
  return { question, rest };
}
