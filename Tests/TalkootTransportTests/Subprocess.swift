import Foundation
import NIOConcurrencyHelpers
import Testing

/// A program that runs beside a test, with what it has written so far. (Foundation's `Process` was tried: now and then
/// its pipes never tell of their end.)
final class Subprocess: Sendable {
  private struct State {
    var output: [UInt8] = []
    var isOver = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let state = NIOLockedValueBox(State())
  private let process: pid_t
  private let input: NIOLockedValueBox<Int32?>

  /// Starts a program found by `PATH`. Its input is `input`, or what `write` writes.
  init(_ command: [String], input text: String = "", keepingInputOpen: Bool = false) throws {
    var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
    try #require(pipe(&toChild) == 0 && pipe(&fromChild) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 2)
    // Another child that inherited these pipes would keep them open.
    for descriptor in Int32(3)..<1024 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, command[0], &actions, nil, arguments, environ)
    close(toChild[0])
    close(fromChild[1])
    try #require(failure == 0, "cannot start \(command[0])")
    self.process = process
    input = NIOLockedValueBox(toChild[1])
    let output = fromChild[0]
    Thread.detachNewThread { [self] in follow(output) }
    write(text)
    if !keepingInputOpen { closeInput() }
  }

  private func follow(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
      state.withLockedValue { $0.output += buffer[..<count] }
    }
    close(descriptor)
    waitpid(process, nil, 0)
    let waiting = state.withLockedValue { state in
      state.isOver = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// What it has written, to its output and its errors.
  var output: String { String(decoding: state.withLockedValue { $0.output }, as: UTF8.self) }

  /// Waits until it has ended.
  func finished() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLockedValue { state in
        if !state.isOver { state.waiting.append(continuation) }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }

  func write(_ text: String) {
    input.withLockedValue { input in
      guard let input, !text.isEmpty else { return }
      _ = Glibc.write(input, Array(text.utf8), text.utf8.count)
    }
  }

  func closeInput() {
    input.withLockedValue { input in
      if let input { close(input) }
      input = nil
    }
  }

  func kill() { state.withLockedValue { if !$0.isOver { _ = Glibc.kill(process, SIGKILL) } } }

  /// The port that `openssl s_server` says it took.
  func acceptPort() async throws -> Int {
    var port: Int?
    try await eventually("s_server listens") {
      let line = output.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
      port = line?.split(separator: ":").last.flatMap { Int($0) }
      return port != nil
    }
    return try #require(port)
  }
}
