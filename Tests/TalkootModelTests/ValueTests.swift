import TalkootCrypto
import TalkootLog
import TalkootModel
import Testing

@Suite struct Values {
  @Test(arguments: [
    ("0", "0"), ("1.50", "1.50"), ("-0.5", "-0.5"), ("+7", "7"), (".5", "0.5"), ("007.10", "7.10"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("43.54486421219514", "43.54486421219514"), ("0.00000000000000000001", "0.00000000000000000001"),
    ("1e-7", "0.0000001"), ("1.50E3", "1500"), ("1.50e1", "15.0"), ("-5e+2", "-500"), ("0e9", "0"), ("2E0", "2"),
  ])
  func `a number keeps the digits it was typed with`(typed: String, printed: String) throws {
    #expect(try #require(Decimal(typed)).description == printed)
  }

  @Test(arguments: [
    "", "-", ".", "1.", "1,5", "1e", "e3", "1e3.5", "1e19", "1e-65", "1e999999", "1e1e1", "--1", "1 ",
    "9223372036854775808", "٣", "1.2.3", "NaN",
  ])
  func `what is no number is refused`(text: String) {
    #expect(Decimal(text) == nil)
  }

  @Test func `numbers compare by value, however many digits they have`() {
    let ordered = ["-1000", "-1.5", "-1.49", "0", "0.0001", "0.001", "1", "1.01", "9.9", "10", "12345678901234567"]
    for (i, a) in ordered.enumerated() {
      for (j, b) in ordered.enumerated() {
        #expect(Decimal(a)!.compare(Decimal(b)!).signum() == (i - j).signum())
      }
    }
    #expect(Decimal("1.5")!.compare(Decimal("1.500")!) == 0)
    #expect(Decimal("1.5") != Decimal("1.500"))
    #expect(Decimal(mantissa: 1, exponent: 64)!.compare(Decimal(mantissa: 9, exponent: -64)!) > 0)
  }

  @Test func `progress goes from the start to the target in either direction`() {
    #expect(Decimal("5")!.permille(from: Decimal("0")!, to: Decimal("10")!) == 500)
    #expect(Decimal("7.5")!.permille(from: Decimal("10")!, to: Decimal("0")!) == 250)
    #expect(Decimal("-1")!.permille(from: Decimal("0")!, to: Decimal("10")!) == 0)
    #expect(Decimal("11")!.permille(from: Decimal("0")!, to: Decimal("10")!) == 1000)
    #expect(Decimal("1")!.permille(from: Decimal("2")!, to: Decimal("2")!) == nil)
  }

  @Test(arguments: ["2026", "2026-11", "2026-11-24", "2024-02-29", "0001-01-01", "9999-12-31"])
  func `a date is as precise as given`(text: String) throws {
    #expect(try #require(CalendarDate(text)).description == text)
  }

  @Test(arguments: [
    "", "26", "2026-13", "2026-00", "2026-1", "2026-02-29", "2026-11-31", "0000", "31.2.2026", "2026-11-",
  ])
  func `what the calendar does not have is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `days count on through months, years and leap years`() {
    #expect(CalendarDate("1970-01-01")!.dayNumber == 0)
    #expect(CalendarDate("2000-03-01")!.dayNumber == 11_017)
    for day in stride(from: -700_000, to: 2_900_000, by: 997) {
      #expect(CalendarDate(dayNumber: day)?.dayNumber == day)
    }
    #expect(CalendarDate("2026-01-31")!.advanced(by: Interval("1mo")!)?.description == "2026-02-28")
    #expect(CalendarDate("2026-11")!.advanced(by: Interval("1w")!)?.description == "2026-12-07")
    #expect(CalendarDate("2025")!.advanced(by: Interval("1q")!)?.description == "2026-03-31")
  }

  @Test func `an id is its letter, a dash and 26 characters, read back in any case`() throws {
    let id = ObjectID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    let text = "g-" + CrockfordID.encode(id)
    #expect(text == "g-014d2pf2dbsqqzxq5tk1v58cgg")
    #expect(try #require(CrockfordID.parse(text)).whole == id)
    #expect(try #require(CrockfordID.parse(text.uppercased())).whole == id)
    #expect(CrockfordID.parse("g-oIl4d")?.ids == CrockfordID.parse("g-0114d")?.ids)
    #expect(CrockfordID.parse("g-014d") == nil)
    #expect(CrockfordID.parse("g-814d2") == nil)
    #expect(CrockfordID.parse("g-014du") == nil)
    #expect(CrockfordID.parse(text + "0") == nil)
  }

  @Test func `a prefix stands for the ids that begin with it`() throws {
    for bits in 0..<128 {
      let id =
        bits < 64 ? ObjectID(high: 1 << UInt64(63 - bits), low: 0) : ObjectID(high: 0, low: 1 << UInt64(127 - bits))
      let text = CrockfordID.encode(id)
      for count in 5...26 {
        let prefix = try #require(CrockfordID.parse("g-" + text.prefix(count)))
        #expect(prefix.ids.contains(id))
        #expect(CrockfordID.encode(prefix.ids.lowerBound).hasPrefix(text.prefix(count)))
        #expect(CrockfordID.encode(prefix.ids.upperBound).hasPrefix(text.prefix(count)))
      }
    }
  }

  @Test func `strings that only look alike stay two`() {
    #expect(ExactString("é") != ExactString("e\u{301}"))
    #expect(Set([Value.text("é"), Value.text("e\u{301}")]).count == 2)
  }
}
