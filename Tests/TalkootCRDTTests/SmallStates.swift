import TalkootCRDT
import TalkootTesting

/// A register whose writers mostly overwrite all they know, and now and then just what they saw earlier.
struct RegisterState: Convergent {
  struct Write {
    var value: Int
    var seeing: [GlobalDot]?
  }

  var register = MultiValueRegister<Int>()

  mutating func apply(_ operations: [Write], of change: LocalVersion, on replica: Replica) {
    for (index, write) in operations.enumerated() {
      register.write(
        write.value,
        at: Dot(change, UInt32(index)),
        seeing: write.seeing?.map { replica.local($0) },
        order: replica
      )
    }
  }

  func shown(on replica: Replica) -> [String] {
    register.entries.map { "\(replica.global($0.dot)): \($0.value)" }
  }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [Write] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let seen = register.entries.map { replica.global($0.dot) }
      let seeing = Int.random(in: 0..<3, using: &random) > 0 ? nil : seen.filter { _ in Bool.random(using: &random) }
      return Write(value: Int.random(in: 0..<100, using: &random), seeing: seeing)
    }
  }
}

/// A set of a few letters.
struct SetState: Convergent {
  struct Step {
    var element: String
    var isAddition: Bool
    var seeing: [GlobalDot]?
  }

  var set = AddWinsSet<String>()

  mutating func apply(_ operations: [Step], of change: LocalVersion, on replica: Replica) {
    for (index, step) in operations.enumerated() {
      let dot = Dot(change, UInt32(index))
      let seeing = step.seeing?.map { replica.local($0) }
      if step.isAddition {
        set.add(step.element, at: dot, seeing: seeing, order: replica)
      } else {
        set.remove(step.element, at: dot, seeing: seeing, order: replica)
      }
    }
  }

  func shown(on replica: Replica) -> [String] {
    set.members.map { member in "\(member.element): \(member.dots.map { replica.global($0) })" }
  }

  func operations(on replica: Replica, using random: inout SplitMix64) -> [Step] {
    (0..<Int.random(in: 0...2, using: &random)).map { _ in
      let element = ["a", "b", "c"].randomElement(using: &random)!
      let seen = set.members.first { $0.element == element }?.dots.map { replica.global($0) } ?? []
      return Step(
        element: element,
        isAddition: Bool.random(using: &random),
        seeing: Int.random(in: 0..<3, using: &random) > 0 ? nil : seen.filter { _ in Bool.random(using: &random) }
      )
    }
  }
}
