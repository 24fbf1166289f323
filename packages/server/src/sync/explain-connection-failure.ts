/** What decides how this process reaches the API. */
export interface NetworkSettings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The options of the Node.js process, as in `process.execArgv`. */
  readonly execArgv: readonly string[]
}

const certificateCodes: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
])

/** The variables that Node.js uses for a request over HTTPS. */
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']
/** Proxy variables that other programs use and Node.js ignores. */
const ignoredVariables = ['ALL_PROXY', 'all_proxy']

/**
 * Explains why a connection may have failed, and names the setting that helps. Never contains the value of a setting,
 * since the address of a proxy can have a password.
 * @param code - The code of the network error, such as `ECONNREFUSED`. Undefined without one, as after a timeout.
 * @param host - The name of the host that the request went to.
 */
export const explainConnectionFailure = (code: string | undefined, settings: NetworkSettings, host: string): string => {
  if (code !== undefined && certificateCodes.has(code)) {
    return (
      'A certificate on the way is signed by a private authority, such as that of a proxy that reads traffic, and Node.js does ' +
      'not know it. Start the server with NODE_EXTRA_CA_CERTS=/path/to/authority.pem, or with --use-system-ca if the system trusts it.'
    )
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return 'The certificate of the server is not valid at this time. Check the clock of this server, and a proxy on the way.'
  }
  const findVariable = (names: readonly string[]) => names.find((name) => settings.env[name])
  const variable = findVariable(proxyVariables)
  const ignoredVariable = findVariable(ignoredVariables)
  if (variable === undefined && ignoredVariable !== undefined) {
    return `${ignoredVariable} is set, but Node.js ignores it. Set HTTPS_PROXY to the proxy, and NODE_USE_ENV_PROXY=1.`
  }
  if (variable === undefined) {
    return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? 'Its name could not be resolved. Check DNS. If this network can be left only through a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.'
      : ''
  }
  if (usesEnvProxy(settings) && bypassesProxy(settings, host)) {
    return `NO_PROXY names the host, so the proxy of ${variable} is not used. Take the host off NO_PROXY if this network can be left only through the proxy.`
  }
  return usesEnvProxy(settings)
    ? `The proxy of ${variable} is used. Check that it runs and lets this server through. NO_PROXY names the hosts that need none.`
    : `${variable} is set, but Node.js ignores it. Start the server with NODE_USE_ENV_PROXY=1 (Node.js 22.21, 24.0 or newer).`
}

/** Whether `NO_PROXY` names a host, as Node.js reads it: a name, or an ending with a dot or an asterisk before it. */
const bypassesProxy = ({ env }: NetworkSettings, host: string): boolean =>
  (env.no_proxy ?? env.NO_PROXY ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/:\d+$/, ''))
    .some((entry) => entry !== '' && (/^[.*]/.test(entry) ? host.endsWith(entry.replace(/^\*/, '')) : host === entry))

const usesEnvProxy = ({ env, execArgv }: NetworkSettings): boolean =>
  env.NODE_USE_ENV_PROXY === '1' || [...execArgv, ...(env.NODE_OPTIONS ?? '').split(/\s+/)].includes('--use-env-proxy')
