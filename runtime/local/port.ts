import { connect } from "node:net";

/** Milliseconds that a port of this machine has to say whether somebody listens. */
const patience = 1000;

/** Whether anything listens on a port of this machine. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: patience });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => {
      end(true);
    });
    for (const event of ["error", "timeout"])
      socket.once(event, () => {
        end(false);
      });
  });
}
