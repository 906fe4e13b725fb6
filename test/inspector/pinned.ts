/** The Inspector of MCP that looks at the server, as npm names it. */
export const inspector = "@modelcontextprotocol/inspector@2.12.0";
