import { once } from "node:events";
import { createServer } from "node:http";
import type { Answer } from "../../../runtime/http-client/answer.ts";

/** An HTTP server that keeps what it is asked, exactly as it came over the wire, and answers what it is told to. */
export interface StubKestra {
  readonly url: string;
  /** `METHOD target` of each request since the last call of `expect`. */
  readonly received: readonly string[];
  /** What the next requests are answered, in turn; after the last one `{}`. */
  readonly expect: (answers: readonly Answer[]) => void;
  readonly close: () => Promise<void>;
}

export async function startStub(): Promise<StubKestra> {
  let answers: readonly Answer[] = [];
  let received: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[received.push(`${request.method ?? ""} ${request.url ?? ""}`) - 1];
    request.resume().on("end", () => {
      const { status, mediaType, text } = answer ?? {
        status: 200,
        mediaType: "application/json",
        text: "{}",
      };
      response.writeHead(status, mediaType === "" ? {} : { "content-type": mediaType });
      response.end(text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    get received() {
      return received;
    },
    expect(given) {
      answers = given;
      received = [];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
