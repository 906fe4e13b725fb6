/** The way ended at a proxy: what was meant for Kestra did not get there. */
export class ProxyFailure extends Error {
  override readonly name = "ProxyFailure";
  /** Of the network, such as `ECONNREFUSED`; absent where the proxy answered. */
  readonly code?: string;
  /** What the proxy answered; absent where it did not. */
  readonly status?: number;

  constructor(message: string, { status, cause }: { readonly status?: number; readonly cause?: unknown }) {
    super(message, { cause });
    if (status !== undefined) this.status = status;
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (typeof code === "string") this.code = code;
  }
}
