import TalkootModel
import Testing

@Suite struct QuestionTests {
  @Test func `two who take a question at once are a conflict, and both answers stay`() throws {
    var a = TestReplica(1, network: testNetwork)
    var b = TestReplica(2, network: testNetwork)
    let question = a.commit(try a.workspace.ask(NewQuestion(title: "Who answers at night?"), a.context))
    b.pull(from: a)
    let id = a.workspace.idText(question, .question)
    a.commit(try a.workspace.assignQuestion(id, to: nil, a.context))
    a.commit(try a.workspace.answer(id, text: "We do", a.context))
    b.commit(try b.workspace.assignQuestion(id, to: nil, b.context))
    b.commit(try b.workspace.answer(id, text: "No, we", b.context))
    a.pull(from: b)
    b.pull(from: a)
    #expect(a.states == b.states)
    #expect(a.workspace.answers(to: question).count == 2)
    #expect(a.workspace.conflicts(of: question, a.index).map(\.fieldName) == ["responsible"])
  }
}
