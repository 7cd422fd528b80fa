// Made from the Rust types; don't edit. `./dev fix` makes it anew.

export * from "./commands";
export * from "./error";
export * from "./facts";
export * from "./requests/accounts";
export * from "./requests/before";
export * from "./requests/casefile";
export * from "./requests/compositions";
export * from "./requests/letters";
export * from "./requests/mail";
export * from "./requests/overview";
export * from "./requests/planning";
export * from "./requests/posts";
export * from "./requests/settings";
export * from "./requests";
export * from "./views/accounts";
export * from "./views/before";
export * from "./views/casefile";
export * from "./views/composing";
export * from "./views/incidents";
export * from "./views/letters";
export * from "./views/mail";
export * from "./views/overview";
export * from "./views/planning";
export * from "./views/posts";
export * from "./views/settings";
export * from "./words";
