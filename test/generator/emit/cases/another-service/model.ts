import type { ToolModel } from "../../../../../generator/model.ts";

export const model: ToolModel = {
  name: "manage_catalogue",
  title: "Manage catalogue",
  toolset: "flow",
  source: "specs/flow/manage_catalogue.yaml",
  description: "Reads and drops what the public catalogue has.",
  aliases: [],
  inputSchema: {
    type: "object",
    properties: {
      action: {
        type: "string",
        enum: ["list", "drop"],
        description: "What is done.",
      },
      category: {
        type: "string",
        description: "Of this category.",
      },
      draft_id: {
        type: "string",
        description: "Id of the draft.",
      },
    },
    required: ["action"],
    additionalProperties: false,
  },
  outputSchema: {
    type: "object",
    properties: {
      results: {
        type: "array",
        items: {
          type: "object",
          properties: {
            name: {
              type: "string",
            },
            group: {
              type: "string",
            },
          },
          required: ["name"],
        },
      },
      total: {
        type: "integer",
      },
      message: {
        type: "string",
      },
    },
  },
  behaviour: {
    kind: "choice",
    by: "action",
    actions: [
      {
        name: "list",
        behaviour: {
          kind: "operation",
          where: "tenant",
          effect: "read",
          idempotent: true,
          lines: ["1.0", "1.3", "2.0"],
          inputSchema: {
            type: "object",
            properties: {
              category: {
                type: "string",
                description: "Of this category.",
              },
            },
            additionalProperties: false,
          },
          service: "catalog",
          method: "GET",
          request: [
            {
              from: "1.0",
              value: {
                path: ["/v1/plugins"],
                query: [
                  {
                    name: "category",
                    value: {
                      kind: "argument",
                      argument: "category",
                      as: "plain",
                    },
                  },
                ],
              },
            },
          ],
          siblings: [
            {
              from: "1.0",
              value: [],
            },
          ],
          read: [
            {
              from: "1.0",
              value: {
                from: "json",
                schema: {
                  type: "object",
                  properties: {
                    results: {
                      type: "array",
                      items: {
                        type: "object",
                        properties: {
                          name: {
                            type: "string",
                          },
                          group: {
                            type: ["string", "null"],
                          },
                        },
                        required: ["name"],
                      },
                    },
                    total: {
                      type: "integer",
                    },
                  },
                  required: ["results", "total"],
                },
                project: {
                  kind: "object",
                  entries: [
                    {
                      key: "results",
                      value: {
                        kind: "rows",
                        path: ["results"],
                        item: {
                          kind: "object",
                          entries: [
                            {
                              key: "name",
                              value: {
                                kind: "whole",
                                path: ["name"],
                              },
                            },
                            {
                              key: "group",
                              value: {
                                kind: "whole",
                                path: ["group"],
                              },
                            },
                          ],
                        },
                      },
                    },
                    {
                      key: "total",
                      value: {
                        kind: "whole",
                        path: ["total"],
                      },
                    },
                  ],
                },
              },
            },
          ],
          on: [],
          advice: [],
          limit: {
            rows: "results",
          },
        },
      },
      {
        name: "drop",
        behaviour: {
          kind: "operation",
          where: "tenant",
          effect: "destructive",
          idempotent: true,
          lines: ["1.0", "1.3", "2.0"],
          inputSchema: {
            type: "object",
            properties: {
              draft_id: {
                type: "string",
                description: "Id of the draft.",
              },
            },
            required: ["draft_id"],
            additionalProperties: false,
          },
          service: "catalog",
          method: "DELETE",
          request: [
            {
              from: "1.0",
              value: {
                path: [
                  "/v1/drafts/",
                  {
                    argument: "draft_id",
                  },
                ],
                query: [],
              },
            },
          ],
          siblings: [
            {
              from: "1.0",
              value: [],
            },
          ],
          read: [
            {
              from: "1.0",
              value: {
                from: "nothing",
                project: {
                  kind: "object",
                  entries: [
                    {
                      key: "message",
                      value: {
                        kind: "sentence",
                        texts: [
                          "Dropped the draft ",
                          {
                            argument: "draft_id",
                          },
                          ".",
                        ],
                      },
                    },
                  ],
                },
              },
            },
          ],
          on: [],
          advice: [],
        },
      },
    ],
  },
};
