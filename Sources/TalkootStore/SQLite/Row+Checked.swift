internal import Foundation
internal import GRDB

/// Values of a row as they must be: in a damaged page a blob can have become a number, and GRDB's own conversions stop
/// the process then.
extension Row {
  func blob(_ column: Int) throws(StoreError) -> Data {
    guard case .blob(let data) = (self[column] as DatabaseValue).storage else { throw damage(column) }
    return data
  }

  func blobIfAny(_ column: Int) throws(StoreError) -> Data? {
    (self[column] as DatabaseValue).isNull ? nil : try blob(column)
  }

  func text(_ column: Int) throws(StoreError) -> String {
    guard case .string(let text) = (self[column] as DatabaseValue).storage else { throw damage(column) }
    return text
  }

  func number<N: FixedWidthInteger>(_ column: Int, _: N.Type = N.self) throws(StoreError) -> N {
    guard case .int64(let value) = (self[column] as DatabaseValue).storage, let number = N(exactly: value) else {
      throw damage(column)
    }
    return number
  }

  private func damage(_ column: Int) -> StoreError {
    .damaged(
      what: "column \(column) is of another kind than was written",
      place: "a row of \(columnNames.joined(separator: ", "))"
    )
  }
}
