declare module 'addons-linter' {
  interface Message {
    readonly code: string;
    readonly file?: string;
  }
  interface Findings {
    readonly errors: readonly Message[];
    readonly notices: readonly Message[];
    readonly warnings: readonly Message[];
  }
  const linter: {
    createInstance(options: {
      config: { _: readonly string[]; logLevel: string };
      runAsBinary: boolean;
    }): { run(): Promise<Findings> };
  };
  export default linter;
}
