import { createServer, type Socket } from "node:net";

/** Where in the dialogue the peer is. `part` is the first piece of a message, `end` the line that ends it, `after` the moment after the answer to it. */
export type Stage = "connect" | "ehlo" | "mail" | "rcpt" | "data" | "part" | "end" | "after";

export interface Moment {
  readonly stage: Stage;
  /** Counts connections from 1. */
  readonly connection: number;
  /** Counts messages of the connection from 1. */
  readonly message: number;
  /** The reader, from `rcpt` on. */
  readonly to: string;
}

/** What the peer does instead of going on: an answer, or nothing at all; `accepts` makes the message count as delivered. */
export interface Deed {
  readonly answer?: string;
  readonly drop?: boolean;
  readonly silent?: boolean;
  readonly accepts?: boolean;
}

export interface Peer {
  readonly port: number;
  /** Messages that the peer has, by reader: whatever it answered afterwards. */
  readonly delivered: ReadonlyMap<string, readonly string[]>;
  readonly connections: () => number;
  close(): Promise<void>;
}

const USUAL: Readonly<Record<Stage, string>> = {
  connect: "220 peer",
  ehlo: "250 peer",
  mail: "250 ok",
  rcpt: "250 ok",
  data: "354 go on",
  part: "",
  end: "250 taken",
  after: "",
};

/** A mail server whose every step a test decides; by default it takes all. Real sockets, one dialogue per connection, no pipelining. */
export async function smtpPeer(deed: (moment: Moment) => Deed | undefined | Promise<Deed | undefined>): Promise<Peer> {
  const delivered = new Map<string, string[]>();
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    converse(socket, ++connections, deed, (to, text) => {
      delivered.set(to, [...(delivered.get(to) ?? []), text]);
    }).catch(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    delivered,
    connections: () => connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function converse(
  socket: Socket,
  connection: number,
  deed: (moment: Moment) => Deed | undefined | Promise<Deed | undefined>,
  deliver: (to: string, text: string) => void,
): Promise<void> {
  let message = 0;
  let to = "";
  let text: string | undefined;
  let buffer = "";
  let dead = false;
  const reach = async (stage: Stage, body = ""): Promise<boolean> => {
    const { answer = USUAL[stage], drop, silent, accepts } = (await deed({ stage, connection, message, to })) ?? {};
    if (stage === "end" && (accepts ?? (answer.startsWith("2") && !drop && !silent))) deliver(to, body);
    if (drop) {
      dead = true;
      socket.destroy();
    } else if (silent) dead = true;
    else if (answer !== "") socket.write(`${answer}\r\n`);
    return answer.startsWith("2") || answer.startsWith("3") || answer === "";
  };
  await reach("connect");
  for await (const chunk of socket) {
    if (dead) continue;
    buffer += chunk.toString("latin1");
    if (text === "" && buffer.length > 0) {
      text = "…";
      await reach("part");
    }
    for (let at = lineEnd(buffer, text); at >= 0 && !dead; at = lineEnd(buffer, text)) {
      const line = buffer.slice(0, at);
      const inMessage = text !== undefined;
      buffer = buffer.slice(at + (inMessage ? 5 : 2));
      const verb = line.slice(0, 4).toUpperCase();
      if (inMessage) {
        text = undefined;
        await reach("end", line.replace(/^\.\./gm, "."));
        await reach("after");
      } else if (verb === "EHLO") await reach("ehlo");
      else if (verb === "MAIL") {
        message++;
        await reach("mail");
      } else if (verb === "RCPT") {
        to = /<(.*)>/.exec(line)?.[1] ?? "";
        await reach("rcpt");
      } else if (verb === "DATA") {
        if (await reach("data")) text = "";
      } else if (verb === "QUIT") socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    }
  }
}

function lineEnd(buffer: string, text: string | undefined): number {
  return buffer.indexOf(text === undefined ? "\r\n" : "\r\n.\r\n");
}
