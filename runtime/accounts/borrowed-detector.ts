import type { Detector, DetectorMaker } from "../kestra/detector.ts";

/**
 * Makes detectors that know what another one knows: of a session without credentials what the operator's found out.
 * @param subscribe calls back when that is another thing. @returns what ends it
 */
export function borrowedDetector(
  detector: Detector,
  subscribe: (listener: () => void) => () => void,
): DetectorMaker {
  return ({ onChange }) => {
    const leave = subscribe(() => onChange?.());
    return {
      get known() {
        return detector.known;
      },
      get failure() {
        return detector.failure;
      },
      start: () => {
        detector.start();
      },
      settle: (ms) => detector.settle(ms),
      instance: (signal) => detector.instance(signal),
      doubt: () => {
        detector.doubt();
      },
      stop: leave,
    };
  };
}
