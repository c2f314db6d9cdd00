/** A style sheet as text, for a shadow root. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}

/** A style sheet of one of our own pages, put there by the bundler. */
declare module '*.css';
