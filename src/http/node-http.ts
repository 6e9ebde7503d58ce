/**
 * Node's http. An `import` of it would read all its exports and so load the client behind `fetch`, which takes a thirtieth of a start
 * and is mostly not needed.
 */
export const http = process.getBuiltinModule('node:http');
