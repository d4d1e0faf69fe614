internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Closes a connection of another user than the node's own. The folder's mode keeps them out already; this holds even
/// where somebody loosened it.
final class PeerCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  func handlerAdded(context: ChannelHandlerContext) {
    // What can't be asked is not let in.
    guard let options = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
    let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let peer: EventLoopFuture<PeerCredentials> = options.unsafeGetSocketOption(
      level: .socket,
      name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
    )
    peer.whenComplete { result in
      if case .success(let credentials) = result, credentials.uid == getuid() || credentials.uid == 0 { return }
      loopBound.value.close(promise: nil)
    }
  }
}

/// The kernel's `struct ucred`, which glibc's module does not show.
private struct PeerCredentials {
  var pid: Int32 = 0
  var uid: UInt32 = 0
  var gid: UInt32 = 0
}
