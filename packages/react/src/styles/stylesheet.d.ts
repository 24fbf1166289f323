// Type declarations of the stylesheets. Without them, a side-effect import of a stylesheet does not compile.
export {}
