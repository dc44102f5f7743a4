/**
 * What every process of Sightline that computes with ONNX Runtime must be started with. From 1.29 on the runtime reports
 * to its maker: it looks up a host, posts what it knows of the machine and the models, and keeps a device id and a database
 * in the person's home folder, and a log in the temporary folder. It decides once, when its first session is made, from
 * the environment of the process.
 */
export const quietVariables: Readonly<Record<string, string>> = {
  ORT_DISABLE_TELEMETRY: '1',
  // Windows' build does not ask for the first: it hands what it knows to Windows' own event tracing. It is silent only in
  // the tests of its makers, which are told by this.
  ...(process.platform === 'win32' ? { ORT_RUNNING_UNIT_TESTS: '1' } : {}),
}

/** Makes this process quiet: for those that a person starts. Too late once the runtime is loaded. */
export function keepQuiet(): void {
  Object.assign(process.env, quietVariables)
}

/** The environment of a child process: this one's, and quiet, whatever the person's own says. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...quietVariables }
}

/**
 * Throws unless this process was made quiet. Called before the runtime is loaded, so that a process that somebody forgot
 * does not work at all, instead of working and reporting.
 */
export function refuseUnlessQuiet(environment: NodeJS.ProcessEnv = process.env): void {
  const unset = Object.entries(quietVariables).filter(([name, value]) => environment[name] !== value)
  if (unset.length === 0) return
  const names = unset.map(([name, value]) => `${name}=${value}`).join(' and ')
  throw new Error(
    `ONNX Runtime would report to its maker from this process, so it is not loaded; start the process with ${names}.`,
  )
}
