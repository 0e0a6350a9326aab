# The catalogue: files are listed here so that they are distributed.
EXTRA_DIST += examples/README \
	examples/borgers2009/asymmetric.claims \
	examples/borgers2009/asymmetric.mech \
	examples/clarke1971/roommates.claims \
	examples/clarke1971/roommates.mech \
	examples/clarke1971/vacation.claims \
	examples/clarke1971/vacation.mech \
	examples/daspremont1979/public-decision.claims \
	examples/daspremont1979/public-decision.mech \
	examples/groves1975/quadratic-explicit.claims \
	examples/groves1975/quadratic-explicit.mech \
	examples/holmstrom1977/quadratic-three.claims \
	examples/holmstrom1977/quadratic-three.mech \
	examples/krishna1998/ir-notions.claims \
	examples/krishna1998/ir-notions.mech \
	examples/krishna1998/roommates-consent.claims \
	examples/krishna1998/roommates-consent.mech \
	examples/krishna1998/roommates-old-couch.claims \
	examples/krishna1998/roommates-old-couch.mech \
	examples/myerson1983/bilateral-trade.claims \
	examples/myerson1983/bilateral-trade.mech \
	examples/rochet1987/weakly-monotone.claims \
	examples/rochet1987/weakly-monotone.mech \
	examples/vickrey1961/second-price.claims \
	examples/vickrey1961/second-price.mech \
	examples/walker1980/quadratic-two.claims \
	examples/walker1980/quadratic-two.mech
