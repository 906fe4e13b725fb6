# The server as an image. It speaks MCP over stdin and stdout where nothing else is said:
#
#   docker run -i --rm -e KESTRA_BASE_URL -e KESTRA_USERNAME -e KESTRA_PASSWORD IMAGE
#
# Over HTTP, as in packaging/docker/compose.yaml: KESTRA_MCP_TRANSPORT=http and KESTRA_MCP_HOST=0.0.0.0, at port 8000.
ARG NODE=24

FROM docker.io/library/node:${NODE}-trixie-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && mkdir /app && mv dist /app/dist && printf '{ "type": "module" }\n' > /app/package.json

FROM gcr.io/distroless/nodejs${NODE}-debian13:nonroot
LABEL io.modelcontextprotocol.server.name="io.github.kestra-mcp/kestra-mcp" \
      org.opencontainers.image.title="kestra-mcp" \
      org.opencontainers.image.description="The MCP server for Kestra" \
      org.opencontainers.image.source="https://github.com/kestra-mcp/kestra-mcp" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
# A folder in which no .env of somebody else lies.
WORKDIR /app
USER 65532:65532
EXPOSE 8000
ENTRYPOINT ["/nodejs/bin/node", "/app/dist/kestra-mcp.js"]
