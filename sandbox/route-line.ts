/**
 * A path of Kestra's OpenAPI and its methods: `POST:form+yaml@1.3,2.0` takes a form or YAML, on two lines. Without media the body is
 * JSON or there is none, `any` is one that the sandbox does not know; without lines it is of all.
 */
export type RouteLine = readonly [path: string, methods: string];
