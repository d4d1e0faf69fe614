internal import Synchronization

/// Carries something out of a commit's closure, which runs on the writer's thread.
final class Carried<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func set(_ new: Value) { value.withLock { $0 = new } }

  func get() -> Value { value.withLock { $0 } }
}
