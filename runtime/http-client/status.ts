/** The request was taken and done. */
export function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The one that answers so failed, and may have done what was asked for: a gateway does not know, and Kestra was on its way. */
export function isUnsure(status: number): boolean {
  return status >= 500;
}

/** A gateway's own: what stands behind it did not answer it. */
export function isOfGateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

/** It may be another one in a moment: a request that changes nothing is sent again. */
export function isPassingStatus(status: number): boolean {
  return status === 429 || isOfGateway(status);
}
