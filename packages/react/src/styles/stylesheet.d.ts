// What TypeScript finds for the stylesheets: without it, importing one for its effect does not compile.
export {}
