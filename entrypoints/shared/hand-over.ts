/** So long the browser may take to read a file that it was handed; then it has done so, or holds on to it itself. */
const READ_MS = 60_000;

/** Hands a file to the browser to be saved, as a link that is pressed. Gives its name. */
export function handOver(content: Blob, name: string): string {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_MS);
  return name;
}
