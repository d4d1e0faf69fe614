internal import TalkootAPI
internal import TalkootLanguage
internal import TalkootLog
internal import TalkootModel

enum MeasureRoutes {
  static let all = [
    Route(Endpoints.measures) { call, filter, _ in try call.view.measures(filter) },
    Route(Endpoints.addMeasure) { call, _, new in
      let goal = try call.view.wholeID(new.goal, [.goal])
      let fields = MeasureFields(
        name: new.name,
        unit: new.unit,
        from: new.from,
        target: new.target,
        every: new.every,
        until: new.until
      )
      return try measure(try await call.writeOne { try $0.addMeasure(to: goal, fields, $1) }, call)
    },
    Route(Endpoints.measure) { call, _, _ in try measure(try call.object(0, .measure), call) },
    Route(Endpoints.editMeasure) { call, _, edit in
      let id = try call.id(0, .measure)
      let fields = MeasureFields(
        name: edit.name,
        unit: edit.unit,
        from: edit.from,
        target: edit.target,
        every: edit.every,
        until: edit.until
      )
      _ = try await call.writeOne(seen: edit.seen) { try $0.editMeasure(id, fields, $1) }
      return try measure(try call.object(0, .measure), call)
    },
    Route(Endpoints.checkin) { call, _, new in
      let measure = try call.view.wholeID(new.measure, [.measure])
      let value = NewCheckIn(value: new.value, on: new.on, confidence: new.confidence, note: new.note)
      return try checkin(try await call.writeOne { try $0.checkIn(measure, value, $1) }, call)
    },
    Route(Endpoints.correct) { call, _, correction in
      let id = try call.id(0, .checkIn)
      let value = NewCheckIn(value: correction.value, note: correction.note)
      return try checkin(try await call.writeOne { try $0.correct(id, value, $1) }, call)
    },
  ]

  private static func measure(_ id: ObjectID?, _ call: Call) throws -> Measure {
    guard let document = id.flatMap({ call.view.measure($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such measure; see talkoot measure list")
    }
    return document
  }

  private static func checkin(_ id: ObjectID?, _ call: Call) throws -> Checkin {
    guard let document = id.flatMap({ call.view.checkin($0) }) else {
      throw ErrorDescription(.noSuchObject, "there is no such check-in; its measure shows them")
    }
    return document
  }
}
