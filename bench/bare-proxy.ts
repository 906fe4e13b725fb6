import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/* The least that could stand between a client and Kestra: reads a POST, sends one GET, passes the answer on. */
const [url = "", authorization = ""] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const agent = new Agent({ keepAlive: true });
const server = createServer((asked, response) => {
  asked.resume().on("end", () => {
    const options = { host: hostname, port, path: pathname, agent, headers: { authorization } };
    request(options, (answer) => {
      const { "content-type": type = "", "content-length": length = "" } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { "Content-Type": type, "Content-Length": length });
      answer.pipe(response);
    }).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp\n`);
});
