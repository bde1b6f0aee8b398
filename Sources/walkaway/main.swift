print("walkaway")
