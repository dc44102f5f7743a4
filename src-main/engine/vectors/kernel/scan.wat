;; Dot products of one query with a strip of rows of signed bytes.
;;
;; Four rows are followed at once, `gap` rows apart: as four streams they come from memory about twice as fast as one row
;; after another. A row lasts `stride` bytes, a multiple of 32, and the query as many 16-bit values. Result r, a float32, is
;; base + sum(row[i] * query[i]) * scales[r] * unit. The query is scaled so that no sum leaves 32 bits.
(module
  (import "host" "memory" (memory 1))
  (func (export "scan")
    (param $row i32) (param $stride i32) (param $gap i32) (param $scales i32)
    (param $query i32) (param $unit f32) (param $base f32) (param $out i32)
    (local $left i32) (local $end i32) (local $at i32) (local $gapBytes i32) (local $resultGap i32)
    (local $row0 i32) (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local $sum0 v128) (local $sum1 v128) (local $sum2 v128) (local $sum3 v128)
    (local $values v128) (local $low v128) (local $high v128)
    (local.set $left (local.get $gap))
    (local.set $gapBytes (i32.mul (local.get $gap) (local.get $stride)))
    (local.set $resultGap (i32.mul (local.get $gap) (i32.const 4)))
    (loop $rows
      (local.set $row0 (local.get $row))
      (local.set $row1 (i32.add (local.get $row0) (local.get $gapBytes)))
      (local.set $row2 (i32.add (local.get $row1) (local.get $gapBytes)))
      (local.set $row3 (i32.add (local.get $row2) (local.get $gapBytes)))
      (local.set $row (i32.add (local.get $row) (local.get $stride)))
      (local.set $end (local.get $row))
      (local.set $at (local.get $query))
      (local.set $sum0 (v128.const i32x4 0 0 0 0))
      (local.set $sum1 (v128.const i32x4 0 0 0 0))
      (local.set $sum2 (v128.const i32x4 0 0 0 0))
      (local.set $sum3 (v128.const i32x4 0 0 0 0))
      (loop $values_of_rows
        (local.set $low (v128.load offset=0 (local.get $at)))
        (local.set $high (v128.load offset=16 (local.get $at)))
        (local.set $values (v128.load offset=0 (local.get $row0)))
        (local.set $sum0 (i32x4.add (local.get $sum0) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=0 (local.get $row1)))
        (local.set $sum1 (i32x4.add (local.get $sum1) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=0 (local.get $row2)))
        (local.set $sum2 (i32x4.add (local.get $sum2) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=0 (local.get $row3)))
        (local.set $sum3 (i32x4.add (local.get $sum3) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $low (v128.load offset=32 (local.get $at)))
        (local.set $high (v128.load offset=48 (local.get $at)))
        (local.set $values (v128.load offset=16 (local.get $row0)))
        (local.set $sum0 (i32x4.add (local.get $sum0) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=16 (local.get $row1)))
        (local.set $sum1 (i32x4.add (local.get $sum1) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=16 (local.get $row2)))
        (local.set $sum2 (i32x4.add (local.get $sum2) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $values (v128.load offset=16 (local.get $row3)))
        (local.set $sum3 (i32x4.add (local.get $sum3) (i32x4.add
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $values)) (local.get $low))
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $values)) (local.get $high)))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (local.set $row0 (i32.add (local.get $row0) (i32.const 32)))
        (local.set $row1 (i32.add (local.get $row1) (i32.const 32)))
        (local.set $row2 (i32.add (local.get $row2) (i32.const 32)))
        (local.set $row3 (i32.add (local.get $row3) (i32.const 32)))
        (br_if $values_of_rows (i32.lt_u (local.get $row0) (local.get $end))))
      (local.set $at (local.get $scales))
      (local.set $end (local.get $out))
      (call $store (local.get $end) (local.get $sum0) (f32.mul (local.get $unit) (f32.load (local.get $at))) (local.get $base))
      (local.set $at (i32.add (local.get $at) (local.get $resultGap)))
      (local.set $end (i32.add (local.get $end) (local.get $resultGap)))
      (call $store (local.get $end) (local.get $sum1) (f32.mul (local.get $unit) (f32.load (local.get $at))) (local.get $base))
      (local.set $at (i32.add (local.get $at) (local.get $resultGap)))
      (local.set $end (i32.add (local.get $end) (local.get $resultGap)))
      (call $store (local.get $end) (local.get $sum2) (f32.mul (local.get $unit) (f32.load (local.get $at))) (local.get $base))
      (local.set $at (i32.add (local.get $at) (local.get $resultGap)))
      (local.set $end (i32.add (local.get $end) (local.get $resultGap)))
      (call $store (local.get $end) (local.get $sum3) (f32.mul (local.get $unit) (f32.load (local.get $at))) (local.get $base))
      (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $rows (local.get $left))))

  (func $store (param $at i32) (param $sums v128) (param $factor f32) (param $base f32)
    (f32.store (local.get $at) (f32.add (local.get $base) (f32.mul (local.get $factor)
      (f32.convert_i32_s (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $sums)) (i32x4.extract_lane 1 (local.get $sums)))
        (i32.add (i32x4.extract_lane 2 (local.get $sums)) (i32x4.extract_lane 3 (local.get $sums))))))))))
