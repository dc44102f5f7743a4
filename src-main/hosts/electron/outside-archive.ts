/**
 * Where a file of the packaged app lies as a real file. Engine and workers run from there: SQLite, onnxruntime and sharp's
 * WebAssembly threads then find what lies beside them with no help of Electron's, exactly as under plain Node, where the
 * packaging test runs them. electron-builder.yml puts out/main there a second time. From a source folder the path stays.
 */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}
