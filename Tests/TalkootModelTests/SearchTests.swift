import TalkootLog
import TalkootModel
import Testing

@Suite struct SearchTests {
  private var a = TestReplica(1, network: testNetwork)

  private mutating func goal(_ title: String, _ description: String? = nil) throws -> ObjectID {
    a.commit(try a.workspace.addGoal(NewGoal(title: title, description: description), a.context))
  }

  private func found(_ words: String, _ kinds: [ObjectKind] = []) -> [ObjectID] {
    a.workspace.search(words, in: kinds).map(\.object)
  }

  @Test mutating func `all the words must occur, in any field and whatever their case`() throws {
    let water = try goal("Puhdas vesi", "Jokaisessa KYLÄSSÄ on kaivo.")
    _ = try goal("Puhdas energia")
    #expect(found("puhdas kylässä") == [water])
    #expect(found("PUHDAS Kaivo") == [water])
    #expect(found("puhdas meri").isEmpty && found("  ").isEmpty)
  }

  @Test mutating func `titles come first and what is put away last`() throws {
    let described = try goal("Clean water", "A well in each village")
    let old = try goal("Wells of 2020")
    let titled = try goal("Wells")
    a.commit(try a.workspace.archive(a.workspace.idText(old, .goal), a.context))
    #expect(found("well") == [titled, described, old])
  }

  @Test mutating func `what is shown with another object is found as that one`() throws {
    let question = a.commit(try a.workspace.ask(NewQuestion(title: "Who answers at night?"), a.context))
    a.commit(try a.workspace.answer(a.workspace.idText(question, .question), text: "Borealis does", a.context))
    let hit = try #require(a.workspace.search("borealis").first)
    #expect(hit.object == question && hit.kind == .answer)
    #expect(found("borealis", [.question]) == [question] && found("borealis", [.goal]).isEmpty)
  }

  @Test mutating func `an excerpt shows the word among its neighbours, on one line`() throws {
    let text = String(repeating: "before ", count: 30) + "the\nwell " + String(repeating: "after ", count: 30)
    _ = try goal("Clean water", text)
    let excerpt = try #require(a.workspace.search("WELL").first).excerpt
    #expect(excerpt.hasPrefix("… before ") && excerpt.hasSuffix(" after …"))
    #expect(excerpt.contains("the well after") && excerpt.count < 100)
  }
}
