/**
 * The answer to requests, whose stream ends once nothing can come any more: the SDK would leave one open of which a
 * request was cancelled.
 * @param over settles when every request of it was answered, or never will be
 */
export function endedBy(over: Promise<void>, answer: Response): Response {
  if (answer.body === null || answer.headers.get("content-type") !== "text/event-stream") return answer;
  const body: ReadableStream<Uint8Array> = answer.body;
  const reader = body.getReader();
  const end = over.then(() => ({ done: true, value: undefined }) as const);
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      // What was written before is read first: of two that are settled the first counts.
      const next = await Promise.race([reader.read(), end]);
      if (!next.done) {
        controller.enqueue(next.value);
        return;
      }
      controller.close();
      await reader.cancel();
    },
    cancel: (reason: unknown) => reader.cancel(reason),
  };
  return new Response(new ReadableStream<Uint8Array>(source, { highWaterMark: 0 }), answer);
}
