internal import Foundation

/// log √(2π · variance): what one dimension of a Gaussian costs at its mean, in nats.
func logSquareRoot2Pi(variance: Double) -> Double { 0.5 * log(2 * .pi * variance) }
