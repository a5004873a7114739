import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** The network between a tablet and its node, which can be cut. */
export class Wifi {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private readonly server = createServer((tablet) => this.join(tablet));

  private constructor(private readonly node: URL) {}

  static async to(node: string): Promise<Wifi> {
    const wifi = new Wifi(new URL(node));
    await new Promise<void>((resolve) => wifi.server.listen(0, "127.0.0.1", resolve));
    return wifi;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isCut = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  restore(): void {
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(tablet: Socket): void {
    if (this.isCut) {
      tablet.destroy();
      return;
    }
    const node = connect(Number(this.node.port), this.node.hostname);
    for (const [from, to] of [
      [tablet, node],
      [node, tablet],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
