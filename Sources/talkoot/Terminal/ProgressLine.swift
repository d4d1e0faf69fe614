internal import Synchronization
internal import TalkootAPI
internal import TalkootLanguage

/// How far a long operation is, on standard error: on a terminal a bar with a rate, else a line now and then.
final class ProgressLine: Sendable {
  private struct State {
    var phase = ""
    var phaseStart = ContinuousClock.now
    var lastShown: ContinuousClock.Instant?
    var lastDone = 0
    var isOpen = false
  }

  private let isTerminal: Bool
  private let isSilent: Bool
  private let state = Mutex(State())

  init(isSilent: Bool) {
    isTerminal = Output.isTerminal(2)
    self.isSilent = isSilent
  }

  /// Shows it, unless something was shown a moment ago.
  func show(_ progress: Progress) {
    if isSilent { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.phase != progress.phase {
        state.phase = progress.phase
        state.phaseStart = now
        state.lastDone = progress.done
        if !isTerminal { state.lastShown = now }  // a short phase needs no line
      }
      let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
      if let last = state.lastShown, now - last < pause, progress.done != progress.total || !isTerminal { return }
      if !isTerminal && progress.done == state.lastDone { return }  // nor does one that stands still
      state.lastShown = now
      state.lastDone = progress.done
      let line = Self.line(progress, elapsed: now - state.phaseStart, bar: isTerminal)
      state.isOpen = isTerminal
      Output.noteRaw(isTerminal ? "\r\u{1B}[K" + line : line + "\n")
    }
  }

  /// Ends the line, so that what follows begins on its own.
  func end() {
    state.withLock { state in
      if state.isOpen { Output.noteRaw("\r\u{1B}[K") }
      state.isOpen = false
    }
  }

  static func line(_ progress: Progress, elapsed: Duration, bar: Bool) -> String {
    let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    let rate = Int(min(max(0, Double(progress.done)) / seconds, 1e15))
    var line = Inert.line(say(Message.phase(progress.phase))) + " "
    if let total = progress.total, total > 0 {
      let share = max(0, min(1, Double(progress.done) / Double(total)))
      let filled = Int(share * 24)
      if bar { line += "[" + String(repeating: "#", count: filled) + String(repeating: "·", count: 24 - filled) + "] " }
      line += "\(Int(share * 100)) % (\(progress.done)/\(total))"
    } else {
      line += "\(progress.done)"
    }
    return line + ", " + say(.perSecond, String(rate))
  }
}
