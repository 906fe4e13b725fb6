import { invalidParams, ProtocolError, type Handler } from "../../runtime/mcp/handler.ts";
import { png } from "./tool.ts";

const names = ["static-text", "static-binary", "watched-resource"];

/** The resources that the official suite asks for. */
export const resources: Readonly<Record<string, Handler>> = {
  "resources/list": () =>
    Promise.resolve({
      resources: names.map((name) => ({ uri: `test://${name}`, name, description: `The suite's ${name}.` })),
    }),
  "resources/templates/list": () =>
    Promise.resolve({
      resourceTemplates: [
        { uriTemplate: "test://template/{id}/data", name: "template", description: "The suite's template." },
      ],
    }),
  "resources/read": ({ uri }) => Promise.resolve({ contents: [contentOf(String(uri))] }),
  "resources/subscribe": () => Promise.resolve({}),
  "resources/unsubscribe": () => Promise.resolve({}),
};

function contentOf(uri: string): object {
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  if (id !== undefined) {
    const data = { id, templateTest: true, data: `Data for ID: ${id}` };
    return { uri, mimeType: "application/json", text: JSON.stringify(data) };
  }
  switch (uri) {
    case "test://static-text":
      return { uri, mimeType: "text/plain", text: "This is the content of the static text resource." };
    case "test://static-binary":
      return { uri, mimeType: "image/png", blob: png };
    case "test://watched-resource":
      return { uri, mimeType: "text/plain", text: "Watched resource content." };
    default:
      throw new ProtocolError(invalidParams, "Resource not found.", { uri });
  }
}
